import type { Chance } from '../engine/random.ts';
import type { Answer } from '../provider/provider-answers.ts';
import type { ProviderJob } from '../provider/provider-job.ts';
import { mutated } from './mutations.ts';
import { recordedCreates, recordedRecords } from './recordings.ts';

/** What the provider is about to answer, and about which job, if any. */
export interface Told {
  readonly path: string;
  readonly answer: Answer;
  readonly job: ProviderJob | undefined;
}

/** Says an answer in another way, or as it is. */
export type Retell = (told: Told) => Answer;

const SHARE_CHANGED = 0.9;
const SHARE_RECORDED = 0.3;
const statuses = [200, 200, 200, 200, 201, 400, 401, 403, 404, 422, 429, 500, 502, 503];

/** Ids and addresses in a recorded answer become those of this job. */
export function about({ id, urls, callbackUrl }: ProviderJob, text: string): string {
  const url = urls[0] ?? '';
  return text
    .replaceAll(/https:\/\/tempfile\.aiquickdraw\.com\/[^"\\]*/g, url)
    .replaceAll(/https:\/\/api\.example\.com\/webhooks\/[^"\\]*/g, callbackUrl ?? '')
    .replaceAll(/"(?:veo_task_)?[0-9a-f]{12,32}"/g, `"${id}"`);
}

function source(chance: Chance, { path, answer, job }: Told): string {
  if (job === undefined || !chance.happens(SHARE_RECORDED)) return answer.text;
  return about(job, chance.pick(path.endsWith('createTask') ? recordedCreates : recordedRecords));
}

/** Changes answers at random, and counts those that it has changed. */
export function retelling(chance: Chance): { readonly retell: Retell; readonly changed: () => number } {
  let count = 0;
  return {
    changed: () => count,
    retell: (told) => {
      if (!/createTask|recordInfo/.test(told.path) || !chance.happens(SHARE_CHANGED)) return told.answer;
      count += 1;
      const status = chance.happens(0.15) ? chance.pick(statuses) : told.answer.status;
      return { status, text: mutated(chance, source(chance, told)) };
    },
  };
}
