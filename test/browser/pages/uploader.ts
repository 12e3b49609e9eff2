import { createElement, StrictMode } from 'react';
import { createRoot, type Container } from 'react-dom/client';
import { createDarkroom } from '@darkroom/client';
import {
  clientWithTokens,
  ImageUploader,
  type EarlierFile,
  type ImageUploaderProps,
} from '@darkroom/client/uploader';

/** A page with an uploader, as a test asks for it. */
interface Settings extends Omit<ImageUploaderProps, 'initialFiles'> {
  readonly url: string;
  readonly key: string;
  /** Each file is sent with a token of its own, as in a page of strangers. */
  readonly tokens?: boolean;
  readonly initialFiles?: readonly (Omit<EarlierFile, 'expiresAt'> & { readonly expiresAt: string })[];
}

const page = globalThis as unknown as {
  readonly settings: Settings;
  readonly document: { querySelector(selector: string): Container };
  told: unknown;
};

const { url, key, tokens, initialFiles = [], ...props } = page.settings;
const earlier = initialFiles.map((file) => ({ ...file, expiresAt: new Date(file.expiresAt) }));

const darkroom = createDarkroom({ url, key });
const newToken = async (): Promise<string> =>
  (await darkroom.tokens.create({ upload: true, scopes: ['uploads:write', 'uploads:read'] })).token;

createRoot(page.document.querySelector('#page')).render(
  createElement(
    StrictMode,
    {},
    createElement('h1', {}, 'A hat for the cat'),
    createElement(ImageUploader, {
      ...props,
      client: tokens ? clientWithTokens(url, newToken) : darkroom,
      initialFiles: earlier,
      name: 'files',
      onChange: (chosen) => {
        page.told = { ids: chosen.files.map(({ id }) => id), isComplete: chosen.isComplete };
      },
    }),
  ),
);
