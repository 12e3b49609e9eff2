import {
  createContext,
  createElement,
  useContext,
  useEffect,
  useId,
  useMemo,
  useRef,
  type ComponentProps,
  type ReactNode,
} from 'react';
import { broughtBy, elementOf, type PasteEvent } from './dom.ts';
import { useUploader, type Uploader, type UploaderSettings } from './use-uploader.ts';

/** What is written on a part besides what it is. */
export type Look = Pick<ComponentProps<'div'>, 'className' | 'style'> & { readonly children?: ReactNode };

interface Shared {
  readonly uploader: Uploader;
  readonly labelId: string;
  readonly limitsId: string;
}

const Current = createContext<Shared | undefined>(undefined);

export function useShared(): Shared {
  const shared = useContext(Current);
  if (shared) return shared;
  throw new Error('This part stands within an UploaderRoot.');
}

export type UploaderRootProps = UploaderSettings &
  Look & {
    /** A form that this stands in sends the ids under this name. */
    readonly name?: string;
    /** What is pasted anywhere on the page is meant for this uploader; otherwise what is pasted within it. */
    readonly pasteAnywhere?: boolean;
  };

/** A group of all parts; takes what is pasted. */
export function UploaderRoot(props: UploaderRootProps): ReactNode {
  const { className, style, children, name, pasteAnywhere, ...settings } = props;
  const uploader = useUploader(settings);
  const id = useId();
  const shared = useMemo(
    () => ({ uploader, labelId: `${id}label`, limitsId: `${id}limits` }),
    [id, uploader],
  );
  const root = useRef<HTMLDivElement>(null);
  usePaste(root, { add: uploader.add, pasteAnywhere: pasteAnywhere === true, canAdd: uploader.canAdd });
  const attributes = {
    ref: root,
    className,
    style,
    role: 'group',
    'aria-labelledby': shared.labelId,
    'aria-describedby': shared.limitsId,
    'data-part': 'root',
    'data-complete': uploader.isComplete || undefined,
  };
  const ids = name === undefined ? [] : uploader.files.map((file) => hidden(name, file.id));
  return createElement(
    Current,
    { value: shared },
    createElement('div', attributes, children, ids, createElement(UploaderStatus)),
  );
}

const hidden = (name: string, value: string): ReactNode =>
  createElement('input', { key: value, type: 'hidden', name, value });

interface Pasting {
  readonly add: Uploader['add'];
  readonly canAdd: boolean;
  readonly pasteAnywhere: boolean;
}

function usePaste(root: { readonly current: unknown }, pasting: Pasting): void {
  const latest = useRef(pasting);
  latest.current = pasting;
  useEffect(() => {
    const element = elementOf(root.current);
    const onPaste = (event: PasteEvent): void => {
      const { add, canAdd, pasteAnywhere } = latest.current;
      const isInside = element.contains(event.target);
      if (event.defaultPrevented || !canAdd || !event.clipboardData || !(isInside || pasteAnywhere)) return;
      const brought = broughtBy(event.clipboardData);
      // Words that are pasted into a field belong into that field.
      const isTyping = elementOf(event.target).closest('input, textarea, [contenteditable]') !== null;
      if (brought.length === 0 || (isTyping && typeof brought[0] === 'string')) return;
      event.preventDefault();
      add(brought);
    };
    const { ownerDocument } = element;
    ownerDocument.addEventListener('paste', onPaste);
    return () => ownerDocument.removeEventListener('paste', onPaste);
  }, [root]);
}

/** What is read aloud, and seen by nobody. */
function UploaderStatus(): ReactNode {
  const { uploader } = useShared();
  const { notice, texts } = uploader;
  const style = {
    position: 'absolute',
    width: 1,
    height: 1,
    margin: -1,
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  } as const;
  return createElement(
    'div',
    { role: 'status', style, 'data-part': 'status' },
    notice && texts.notice(notice),
  );
}

/** What the group is called. */
export function UploaderLabel({ children, ...look }: Look): ReactNode {
  const { uploader, labelId } = useShared();
  return createElement(
    'div',
    { ...look, id: labelId, 'data-part': 'label' },
    children ?? uploader.texts.label,
  );
}

/** What may be chosen, in words; or why that is not known. */
export function UploaderLimits(look: Look): ReactNode {
  const { uploader, limitsId } = useShared();
  const { readiness, texts } = uploader;
  return createElement('div', { ...look, id: limitsId, 'data-part': 'limits' }, words());

  function words(): ReactNode {
    if (readiness.status === 'ready') return texts.limits(readiness.limits);
    if (readiness.status === 'failed') return texts.unknownModel(readiness.message);
    return readiness.status === 'none' ? texts.noFiles : texts.loading;
  }
}
