import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import '@darkroom/client/uploader.css';
import './globals.css';

export const metadata: Metadata = {
  title: 'Pictures from words',
  description: 'An example of Darkroom with Next.js',
  icons: 'data:,',
};

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
