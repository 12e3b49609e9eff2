import type { Container } from 'react-dom/client';

/** A document for React, and nothing more: the network, files and clocks stay those of Node. Imported before React is. */
interface Page {
  readonly document: { readonly body: object; createElement(name: string): Container };
}

// By a name that is no literal: its declarations are larger than all that is tested here.
const dom: string = 'happy-dom';
const { Window } = (await import(dom)) as { Window: new () => Page };

export const page = new Window();
Object.assign(globalThis, { window: page, document: page.document });
