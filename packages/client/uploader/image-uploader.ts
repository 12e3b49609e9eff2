import { createElement, type ReactNode } from 'react';
import {
  UploaderItemActions,
  UploaderList,
  UploaderName,
  UploaderPreview,
  UploaderProgress,
  UploaderItemState,
} from './item-parts.ts';
import {
  UploaderAddress,
  UploaderBrowse,
  UploaderDropZone,
  UploaderOverall,
  UploaderRefusals,
} from './add-parts.ts';
import { UploaderMove } from './move.ts';
import { UploaderLabel, UploaderLimits, UploaderRoot, useShared, type UploaderRootProps } from './root.ts';

export {
  UploaderItemActions,
  UploaderList,
  UploaderName,
  UploaderPreview,
  UploaderProgress,
  UploaderRemove,
  UploaderItemState,
  useItem,
} from './item-parts.ts';
export {
  UploaderAddress,
  UploaderBrowse,
  UploaderDropZone,
  UploaderOverall,
  UploaderRefusals,
} from './add-parts.ts';
export { UploaderMove } from './move.ts';
export { UploaderLabel, UploaderLimits, UploaderRoot, type UploaderRootProps } from './root.ts';
export { fileFields, limitsOf, type FileLimits } from './limits.ts';
export { clientWithTokens } from './token-client.ts';
export { defaultTexts, type UploaderTexts } from './texts.ts';
export { useUploader, type ChosenFiles, type Uploader, type UploaderSettings } from './use-uploader.ts';
export type { Item } from './state.ts';
export type { EarlierFile } from './store.ts';
export type { UploadedFile } from '../uploaded-file.ts';

export type ImageUploaderProps = Omit<UploaderRootProps, 'children'> & {
  /** Whether an address may be given instead of a file: true where it is left out. */
  readonly address?: boolean;
  /** What the group is called: `Files` where it is left out. */
  readonly label?: ReactNode;
  /** Whether it is light or dark: as the system has it where it is left out. */
  readonly scheme?: 'light' | 'dark';
};

/** Every part in its place, with the look of `uploader.css`. */
export function ImageUploader({
  address = true,
  label,
  scheme,
  className,
  ...settings
}: ImageUploaderProps): ReactNode {
  const classes = ['darkroom-uploader', scheme && `darkroom-uploader-${scheme}`, className].filter(Boolean);
  return createElement(
    UploaderRoot,
    { ...settings, className: classes.join(' ') },
    createElement(UploaderLabel, {}, label),
    createElement(
      UploaderDropZone,
      {},
      createElement(Invitation),
      createElement(UploaderBrowse),
      createElement(UploaderLimits),
      createElement(TryAgain),
      address && createElement(UploaderAddress),
    ),
    createElement(UploaderRefusals),
    createElement(UploaderList, {}, createElement(Row)),
    createElement(UploaderOverall),
  );
}

function Invitation(): ReactNode {
  const { uploader } = useShared();
  const { canAdd, readiness, texts } = uploader;
  const isFull = !canAdd && readiness.status === 'ready';
  return createElement('p', { 'data-part': 'invitation' }, isFull ? texts.full : texts.drop);
}

function TryAgain(): ReactNode {
  const { readiness, texts } = useShared().uploader;
  if (readiness.status !== 'failed') return null;
  return createElement(
    'button',
    { type: 'button', onClick: readiness.retry, 'data-part': 'ask-again' },
    texts.tryAgain,
  );
}

const Row = (): ReactNode => [
  createElement(UploaderMove, { key: 'move' }),
  createElement(UploaderPreview, { key: 'preview' }),
  createElement(
    'div',
    { key: 'facts', 'data-part': 'facts' },
    createElement(UploaderName),
    createElement(UploaderProgress),
    createElement(UploaderItemState),
  ),
  createElement(UploaderItemActions, { key: 'actions' }),
];
