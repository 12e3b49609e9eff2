import {
  createContext,
  createElement,
  useContext,
  useEffect,
  useState,
  type ComponentProps,
  type ReactNode,
} from 'react';
import { afterRendering, elementOf } from './dom.ts';
import { Bar } from './bar.ts';
import { useShared, type Look } from './root.ts';
import { lifeOf, type Item } from './state.ts';
import { canBeBroughtIn } from './store.ts';
import type { Uploader } from './use-uploader.ts';

interface Placed {
  readonly item: Item;
  readonly place: number;
}

const CurrentItem = createContext<Placed | undefined>(undefined);

/** The file that a part is about, and the uploader. */
export function useItem(): Placed & { readonly uploader: Uploader } {
  const placed = useContext(CurrentItem);
  const { uploader } = useShared();
  if (placed) return { ...placed, uploader };
  throw new Error('This part stands within an UploaderList.');
}

/** The files, in their order; what is within is rendered for each of them. */
export function UploaderList({ children, ...look }: Look): ReactNode {
  const { uploader } = useShared();
  const { items, texts, now } = uploader;
  if (items.length === 0) return null;
  const rows = items.map((item, place) =>
    createElement(
      CurrentItem,
      { key: item.id, value: { item, place } },
      createElement(
        'li',
        {
          'data-part': 'item',
          'data-misfit': uploader.misfits.has(item.id) || undefined,
          'data-item': item.id,
          'data-status': item.status,
          'data-life': lifeOf(item, now)?.life,
        },
        children,
      ),
    ),
  );
  return createElement('ol', { ...look, 'aria-label': texts.list, 'data-part': 'list' }, rows);
}

// Of what a page may show without asking anybody else: the file that is held, or what was brought in.
function useShownAddress({ source, uploaded }: Item): string | undefined {
  const file = 'file' in source ? source.file : undefined;
  const [held, setHeld] = useState<string>();
  useEffect(() => {
    if (!file) return undefined;
    const address = URL.createObjectURL(file);
    setHeld(address);
    return () => URL.revokeObjectURL(address);
  }, [file]);
  return file ? held : uploaded?.downloadUrl;
}

/** The picture, the film or the sound itself. */
export function UploaderPreview(look: Look): ReactNode {
  const { item, uploader } = useItem();
  const src = useShownAddress(item);
  const label = uploader.texts.preview(item.name);
  const kind = src === undefined ? undefined : item.kind;
  return createElement('div', { ...look, 'data-part': 'preview', 'data-kind': item.kind }, media());

  function media(): ReactNode {
    if (kind === 'image') return createElement('img', { src, alt: label, draggable: false });
    if (kind === 'video')
      return createElement('video', {
        src,
        controls: true,
        muted: true,
        playsInline: true,
        preload: 'metadata',
        'aria-label': label,
      });
    if (kind === 'audio')
      return createElement('audio', { src, controls: true, preload: 'metadata', 'aria-label': label });
    return null;
  }
}

/** What it is called, and how large it is. */
export function UploaderName(look: Look): ReactNode {
  const { item, uploader } = useItem();
  const size = item.bytes === undefined ? null : uploader.texts.bytes(item.bytes);
  return createElement(
    'div',
    { ...look, 'data-part': 'name' },
    createElement('span', { 'data-part': 'file-name', title: item.name }, item.name),
    size !== null && createElement('span', { 'data-part': 'size' }, size),
  );
}

/** How far it is; nothing while it is not underway. */
export function UploaderProgress(look: Look): ReactNode {
  const { item, uploader } = useItem();
  const { texts } = uploader;
  const { status, bytes, sentBytes, name, uploaded, source } = item;
  if (status !== 'uploading') return null;
  const isCounted = 'file' in source && bytes !== undefined && bytes > 0;
  const value = isCounted ? Math.min(1, sentBytes / bytes) : undefined;
  const percent = value === undefined ? undefined : Math.round(100 * value);
  const words = uploaded ? texts.renewing : texts.uploading;
  const text = percent === 100 ? texts.finishing : words(percent);
  return createElement(
    'div',
    { ...look, 'data-part': 'progress' },
    createElement(Bar, { label: texts.progress(name), ...(value !== undefined && { value }), text }),
    createElement('span', { 'data-part': 'progress-text' }, text),
  );
}

/** What has become of it: why it failed, or how long it can be used. */
export function UploaderItemState(look: Look): ReactNode {
  const { item, uploader } = useItem();
  const { texts, now } = uploader;
  const { status, failure } = item;
  if (status === 'uploading') return null;
  return createElement('div', { ...look, 'data-part': 'state' }, words());

  function words(): ReactNode {
    if (failure) return failure.message;
    if (status === 'waiting') return texts.waiting;
    if (status === 'canceled') return texts.canceled;
    const time = lifeOf(item, now);
    if (!time) return texts.ready;
    const misfit = uploader.misfits.get(item.id);
    if (misfit && time.life !== 'expired') return texts.misfit(misfit);
    if (time.life === 'good') return texts.good(time.leftMs);
    const sentence = time.life === 'soon' ? texts.soon(time.leftMs) : texts.expired;
    return canBeBroughtIn(item) ? sentence : `${sentence}. ${texts.chooseAgain}`;
  }
}

/** Stop, try again, renew, remove: whichever there is to be done. */
export function UploaderItemActions(look: Look): ReactNode {
  const { item, uploader } = useItem();
  const { texts, cancel, again, now } = uploader;
  const { id, name, status, failure } = item;
  const isUnderway = status === 'uploading' || status === 'waiting';
  const life = lifeOf(item, now)?.life;
  const canRetry = (failure?.canRetry ?? status === 'canceled') && canBeBroughtIn(item);
  const canRenew = status === 'ready' && (life === 'soon' || life === 'expired') && canBeBroughtIn(item);
  return createElement(
    'div',
    { ...look, 'data-part': 'actions' },
    isUnderway &&
      createElement(
        Act,
        { part: 'cancel', label: texts.cancel(name), onClick: () => cancel(id) },
        texts.cancelShort,
      ),
    canRetry &&
      createElement(
        Act,
        { part: 'retry', label: texts.retry(name), onClick: () => again(id) },
        texts.retryShort,
      ),
    canRenew &&
      createElement(
        Act,
        { part: 'renew', label: texts.renew(name), onClick: () => again(id) },
        texts.renewShort,
      ),
    createElement(UploaderRemove),
  );
}

type ActProps = { readonly part: string; readonly label: string; readonly children?: ReactNode } & Pick<
  ComponentProps<'button'>,
  'onClick'
>;

const Act = ({ part, label, onClick, children }: ActProps): ReactNode =>
  createElement('button', { type: 'button', 'aria-label': label, 'data-part': part, onClick }, children);

/** Takes it away; what comes next is in focus then. */
export function UploaderRemove({ children }: Look): ReactNode {
  const { item, place, uploader } = useItem();
  const { items, texts, remove } = uploader;
  const onClick = ({ currentTarget }: { readonly currentTarget: unknown }): void => {
    const root = elementOf(currentTarget).closest('[data-part=root]');
    const next = items[place + 1] ?? items[place - 1];
    remove(item.id);
    const target = next ? `[data-item="${next.id}"] [data-part=remove]` : '[data-part=browse]';
    afterRendering(() => root?.querySelector(target)?.focus());
  };
  return createElement(Act, { part: 'remove', label: texts.remove(item.name), onClick }, children ?? '✕');
}
