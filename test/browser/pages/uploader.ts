import { createElement, StrictMode } from 'react';
import { createRoot, type Container } from 'react-dom/client';
import { createDarkroom } from '@darkroom/client';
import { ImageUploader, type EarlierFile, type ImageUploaderProps } from '@darkroom/client/uploader';

/** A page with an uploader, as a test asks for it. */
interface Settings extends Omit<ImageUploaderProps, 'initialFiles'> {
  readonly url: string;
  readonly key: string;
  readonly initialFiles?: readonly (Omit<EarlierFile, 'expiresAt'> & { readonly expiresAt: string })[];
}

const page = globalThis as unknown as {
  readonly settings: Settings;
  readonly document: { querySelector(selector: string): Container };
  told: unknown;
};

const { url, key, initialFiles = [], ...props } = page.settings;
const earlier = initialFiles.map((file) => ({ ...file, expiresAt: new Date(file.expiresAt) }));

createRoot(page.document.querySelector('#page')).render(
  createElement(
    StrictMode,
    {},
    createElement('h1', {}, 'A hat for the cat'),
    createElement(ImageUploader, {
      ...props,
      client: createDarkroom({ url, key }),
      initialFiles: earlier,
      name: 'files',
      onChange: (chosen) => {
        page.told = { ids: chosen.files.map(({ id }) => id), isComplete: chosen.isComplete };
      },
    }),
  ),
);
