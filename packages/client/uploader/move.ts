import { createElement, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { afterRendering, elementOf, type PageElement } from './dom.ts';
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
  const [isDragged, setIsDragged] = useState(false);
  if (items.length < 2) return null;
  const drop = (): void => setIsDragged(false);
  const attributes = {
    ...look,
    type: 'button',
    'aria-label': texts.move(item.name, place + 1, items.length),
    'data-part': 'move',
    'data-dragged': isDragged || undefined,
    onKeyDown: (event: KeyboardEvent) => {
      const step = steps[event.key];
      if (step === undefined) return;
      event.preventDefault();
      const handle = elementOf(event.currentTarget);
      move(item.id, place + step);
      // An element that is put elsewhere loses the focus.
      afterRendering(() => handle.focus());
    },
    onPointerDown: (event: PointerEvent) => {
      elementOf(event.currentTarget).setPointerCapture(event.pointerId);
      setIsDragged(true);
    },
    onPointerMove: (event: PointerEvent) => {
      const over = isDragged ? itemAt(event) : undefined;
      const to = items.findIndex(({ id }) => id === over);
      if (to >= 0 && to !== place) move(item.id, to);
    },
    onPointerUp: drop,
    onPointerCancel: drop,
    onLostPointerCapture: drop,
  } as const;
  return createElement('button', attributes, children ?? '⠿');
}

/** Which file the pointer is over, of the same list. */
function itemAt({ currentTarget, clientX, clientY }: PointerEvent): string | undefined {
  const handle = elementOf(currentTarget);
  const root = handle.closest('[data-part=root]');
  const found: PageElement | null | undefined = handle.ownerDocument
    .elementFromPoint(clientX, clientY)
    ?.closest('[data-item]');
  return found && root?.contains(found) ? (found.getAttribute('data-item') ?? undefined) : undefined;
}
