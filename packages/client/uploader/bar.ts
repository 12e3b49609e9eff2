import { createElement, type ReactNode } from 'react';

/** How far something is, from 0 to 1; without a value only that it goes on. */
export function Bar({
  label,
  value,
  text,
}: {
  readonly label: string;
  readonly value?: number;
  readonly text: string;
}): ReactNode {
  const percent = value === undefined ? undefined : Math.round(100 * value);
  const attributes = {
    role: 'progressbar',
    'aria-label': label,
    'aria-valuemin': 0,
    'aria-valuemax': 100,
    'aria-valuenow': percent,
    'aria-valuetext': text,
    'data-part': 'bar',
    'data-unknown': percent === undefined || undefined,
  };
  const style = percent === undefined ? undefined : { inlineSize: `${percent}%` };
  return createElement('div', attributes, createElement('div', { 'data-part': 'bar-done', style }));
}
