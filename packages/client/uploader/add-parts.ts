import {
  createElement,
  useId,
  useRef,
  useState,
  type DragEvent,
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { Bar } from './bar.ts';
import { broughtBy, carriesFiles, elementOf, inputOf } from './dom.ts';
import { useShared, type Look } from './root.ts';
import type { Readiness } from './use-uploader.ts';

/** Where files are let go. What is within says what can be done there. */
export function UploaderDropZone({ children, ...look }: Look): ReactNode {
  const { uploader } = useShared();
  const [isOver, setIsOver] = useState(false);
  const { canAdd, readiness } = uploader;
  const attributes = {
    ...look,
    'data-part': 'drop-zone',
    'data-over': (isOver && canAdd) || undefined,
    'data-state': canAdd ? 'open' : closedBecause(readiness),
    onDragOver: (event: DragLike) => {
      if (!carriesFiles(event.dataTransfer)) return;
      // A file that is let go where it is not taken would be opened in the place of the page.
      event.preventDefault();
      setIsOver(true);
    },
    onDragLeave: (event: DragLike) => {
      if (!elementOf(event.currentTarget).contains(event.relatedTarget)) setIsOver(false);
    },
    onDrop: (event: DragLike) => {
      if (!carriesFiles(event.dataTransfer)) return;
      event.preventDefault();
      setIsOver(false);
      if (uploader.readiness.status === 'ready') uploader.add(broughtBy(event.dataTransfer));
    },
  };
  return createElement('div', attributes, children);
}

const closedBecause = ({ status }: Readiness): string => (status === 'ready' ? 'full' : status);

type DragLike = Pick<
  DragEvent<HTMLDivElement>,
  'dataTransfer' | 'preventDefault' | 'currentTarget' | 'relatedTarget'
>;

/** Opens the window in which files are chosen. */
export function UploaderBrowse({ children, ...look }: Look): ReactNode {
  const { uploader, limitsId } = useShared();
  const { readiness, canAdd, texts, add } = uploader;
  const input = useRef<HTMLInputElement>(null);
  const limits = readiness.status === 'ready' ? readiness.limits : undefined;
  const field = createElement('input', {
    ref: input,
    type: 'file',
    hidden: true,
    disabled: !canAdd,
    multiple: limits === undefined || limits.maxFiles > 1,
    accept: limits?.accept.join(','),
    'data-part': 'input',
    onChange: (event: { readonly currentTarget: unknown }) => {
      const element = inputOf(event.currentTarget);
      add([...(element.files ?? [])]);
      // So that the same file can be chosen again.
      element.value = '';
    },
  });
  const button = {
    ...look,
    type: 'button',
    disabled: !canAdd,
    'aria-describedby': limitsId,
    'data-part': 'browse',
    onClick: () => inputOf(input.current).click(),
  } as const;
  return createElement(
    'span',
    { 'data-part': 'chooser' },
    createElement('button', button, children ?? texts.browse),
    field,
  );
}

/** Takes the address of a file. */
export function UploaderAddress(look: Look): ReactNode {
  const { uploader } = useShared();
  const { canAdd, texts, add } = uploader;
  const [address, setAddress] = useState('');
  const id = useId();
  const submit = (event: Pick<FormEvent, 'preventDefault'>): void => {
    event.preventDefault();
    const given = address.trim();
    if (given === '' || !canAdd) return;
    add([given]);
    setAddress('');
  };
  // No form: the uploader may stand in one.
  const field = {
    id,
    type: 'url',
    value: address,
    disabled: !canAdd,
    placeholder: texts.addressHint,
    'data-part': 'address-field',
    onChange: (event: { readonly currentTarget: unknown }) => setAddress(inputOf(event.currentTarget).value),
    onKeyDown: (event: KeyboardEvent) => event.key === 'Enter' && submit(event),
  } as const;
  return createElement(
    'div',
    { ...look, 'data-part': 'address' },
    createElement('label', { htmlFor: id, 'data-part': 'address-label' }, texts.address),
    createElement('input', field),
    createElement(
      'button',
      { type: 'button', disabled: !canAdd, onClick: submit, 'data-part': 'address-add' },
      texts.addAddress,
    ),
  );
}

/** What was not taken, and why; read aloud at once. */
export function UploaderRefusals(look: Look): ReactNode {
  const { uploader } = useShared();
  const { refusals, texts, dismiss } = uploader;
  const sentences = refusals.map((one, place) => createElement('li', { key: place }, texts.refusal(one)));
  const close = { type: 'button', onClick: dismiss, 'data-part': 'dismiss' } as const;
  // Always there: what appears with its content is not read by every reader.
  return createElement(
    'div',
    { ...look, role: 'alert', 'data-part': 'refusals', 'data-empty': refusals.length === 0 || undefined },
    refusals.length > 0 && [
      createElement('ul', { key: 'list' }, sentences),
      createElement('button', { ...close, key: 'close' }, texts.dismiss),
    ],
  );
}

/** How far all that is underway is. */
export function UploaderOverall(look: Look): ReactNode {
  const { uploader } = useShared();
  const { overall, texts } = uploader;
  const { underway, sentBytes, totalBytes } = overall;
  if (underway === 0) return null;
  const text = texts.overallText(underway, texts.bytes(sentBytes), texts.bytes(totalBytes));
  return createElement(
    'div',
    { ...look, 'data-part': 'overall' },
    createElement(Bar, {
      label: texts.overall,
      ...(totalBytes > 0 && { value: sentBytes / totalBytes }),
      text,
    }),
    createElement('span', { 'data-part': 'overall-text' }, text),
  );
}
