import { createElement, useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { afterRendering, elementOf, type PageElement, type PointerPlace } from './dom.ts';
import { useItem } from './item-parts.ts';
import type { Look } from './root.ts';

const steps: Readonly<Record<string, number>> = {
  ArrowUp: -1,
  ArrowLeft: -1,
  ArrowDown: 1,
  ArrowRight: 1,
  Home: -Infinity,
  End: Infinity,
};

/** Moves it: dragged, with a finger or a mouse, or by the arrow keys. */
export function UploaderMove({ children, ...look }: Look): ReactNode {
  const { item, place, uploader } = useItem();
  const { items, texts, move } = uploader;
  const handle = useRef<HTMLButtonElement>(null);
  const [isDragged, setIsDragged] = useState(false);
  const order = items.map(({ id }) => id);
  const onOver = (over: string): void => move(item.id, order.indexOf(over));
  useDragging(handle, { isDragged, onOver, onEnd: () => setIsDragged(false) });
  if (items.length < 2) return null;
  // An element that is put elsewhere loses the focus.
  const focusAgain = (): void => afterRendering(() => elementOf(handle.current).focus());
  const attributes = {
    ...look,
    ref: handle,
    type: 'button',
    'aria-label': texts.move(item.name, place + 1, items.length),
    'data-part': 'move',
    'data-dragged': isDragged || undefined,
    onKeyDown: (event: KeyboardEvent) => {
      const step = steps[event.key];
      if (step === undefined) return;
      event.preventDefault();
      move(item.id, place + step);
      focusAgain();
    },
    onPointerDown: () => setIsDragged(true),
  } as const;
  return createElement('button', attributes, children ?? '⠿');
}

interface Dragging {
  readonly isDragged: boolean;
  /** Told of the file that the pointer is over. */
  readonly onOver: (id: string) => void;
  readonly onEnd: () => void;
}

// On the whole page: what is moved within it loses the pointer that it had captured.
function useDragging(handle: { readonly current: unknown }, dragging: Dragging): void {
  const latest = useRef(dragging);
  latest.current = dragging;
  const { isDragged } = dragging;
  useEffect(() => {
    if (!isDragged) return undefined;
    const { ownerDocument } = elementOf(handle.current);
    const onMove = (place: PointerPlace): void => {
      const over = itemAt(elementOf(handle.current), place);
      if (over !== undefined) latest.current.onOver(over);
    };
    const onEnd = (): void => latest.current.onEnd();
    ownerDocument.addEventListener('pointermove', onMove);
    ownerDocument.addEventListener('pointerup', onEnd);
    ownerDocument.addEventListener('pointercancel', onEnd);
    return () => {
      ownerDocument.removeEventListener('pointermove', onMove);
      ownerDocument.removeEventListener('pointerup', onEnd);
      ownerDocument.removeEventListener('pointercancel', onEnd);
    };
  }, [handle, isDragged]);
}

/** Which file of the same list is at a place; undefined where none, or the one that is dragged, is. */
function itemAt(handle: PageElement, { clientX, clientY }: PointerPlace): string | undefined {
  const root = handle.closest('[data-part=root]');
  const found = handle.ownerDocument.elementFromPoint(clientX, clientY)?.closest('[data-item]');
  if (!found || !root?.contains(found) || found.contains(handle)) return undefined;
  return found.getAttribute('data-item') ?? undefined;
}
