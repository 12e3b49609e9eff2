/**
 * As far as they are needed: who compiles for Node knows nothing of what a page has. What React hands over is looked at
 * through these.
 */

export interface DroppedData {
  readonly types: readonly string[];
  readonly files: Iterable<File>;
  getData(type: string): string;
}

export interface PageElement {
  focus(): void;
  click(): void;
  closest(selector: string): PageElement | null;
  querySelector(selector: string): PageElement | null;
  contains(other: unknown): boolean;
  getAttribute(name: string): string | null;
  readonly ownerDocument: {
    readonly activeElement: PageElement | null;
    elementFromPoint(x: number, y: number): PageElement | null;
    addEventListener<Name extends keyof PageEvents>(
      event: Name,
      listener: (event: PageEvents[Name]) => void,
    ): void;
    removeEventListener<Name extends keyof PageEvents>(
      event: Name,
      listener: (event: PageEvents[Name]) => void,
    ): void;
  };
}

export interface PointerPlace {
  readonly clientX: number;
  readonly clientY: number;
}

interface PageEvents {
  readonly paste: PasteEvent;
  readonly pointermove: PointerPlace;
  readonly pointerup: PointerPlace;
  readonly pointercancel: PointerPlace;
}

export interface PasteEvent {
  readonly clipboardData: DroppedData | null;
  readonly target: unknown;
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

export interface InputElement extends PageElement {
  readonly files: Iterable<File> | null;
  value: string;
}

export const elementOf = (element: unknown): PageElement => element as PageElement;
export const inputOf = (element: unknown): InputElement => element as InputElement;
export const dataOf = (data: unknown): DroppedData => data as DroppedData;

/** Files or an address: anything else is no matter of ours. */
export const carriesFiles = (data: unknown): boolean => {
  const { types } = dataOf(data);
  return types.includes('Files') || types.includes('text/uri-list');
};

const firstLine = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .find((line) => line !== '' && !line.startsWith('#')) ?? '';

/** What was dropped or pasted: files, or else an address. A picture that is dragged out of a page comes as both. */
export function broughtBy(data: unknown): readonly (File | string)[] {
  const dropped = dataOf(data);
  const files = [...dropped.files];
  if (files.length > 0) return files;
  const address = firstLine(dropped.getData('text/uri-list') || dropped.getData('text/plain'));
  return /^https?:\/\//i.test(address) ? [address] : [];
}

/** What React was told of is on the page by then. */
export const afterRendering = (then: () => void): void => void setTimeout(then, 0);
