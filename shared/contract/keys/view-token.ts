import type { Reach } from '#domain/keys/reach.ts';

/** What a token opens, in the words of the request for it. */
export function viewReach(reach: Reach): { task?: string; prompt?: string; upload?: true } {
  switch (reach.type) {
    case 'owner':
      return {};
    case 'upload':
      return { upload: true };
    case 'task':
      return { task: reach.id };
    case 'prompt':
      return { prompt: reach.id };
  }
}
