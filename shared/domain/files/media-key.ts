import { nameInKey } from './key-part.ts';
import { isOwner, isTaskId, type Owner, type TaskId } from '../ids.ts';

const form =
  /^(?:project_[\w-]+\/(?:[\w-]+\/)+)?(?:images|videos|audio)\/(?:generated|thumbnails\/\d+)\/([a-z0-9-]{1,39})\/(?:(?:start|end)_frame_)?([0-9a-f]{32})(?:_[0-9a-f]{32})?(?:-\d+)?\.[a-z0-9]+$/;

/** Whose task a file in the archive belongs to; undefined where the key is no output's and no thumbnail's. */
export function taskOfKey(key: string): { readonly owner: Owner; readonly id: TaskId } | undefined {
  const [, owner = '', id = ''] = form.exec(key) ?? [];
  return isOwner(owner) && isTaskId(id) ? { owner, id } : undefined;
}

/** How whoever opens a file of ours sees it: at once, and saved under a name that is made of our ids only. */
export const dispositionOf = (key: string): string =>
  `inline; filename="${nameInKey(key).replace(/[^\w.-]/g, '_')}"`;
