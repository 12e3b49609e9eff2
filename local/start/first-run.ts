import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Darkroom } from '@darkroom/client';
import type { ProviderParams, Task } from '@darkroom/client/api-types';
import { saveAssets } from '@darkroom/client/save';

/** Something to look at: where the archive shows it and where its copy lies. */
export interface FirstFile {
  readonly name: string;
  readonly url: string;
  readonly path: string;
}

interface FirstWork {
  readonly name: string;
  readonly providerParams: ProviderParams;
}

const works: readonly FirstWork[] = [
  {
    name: 'First picture',
    providerParams: {
      service: 'KIE',
      model: 'IMAGEN4',
      apiModel: 'google/imagen4-fast',
      input: { prompt: 'a lighthouse at dusk, long exposure', aspect_ratio: '16:9' },
    },
  },
  {
    name: 'First film',
    providerParams: {
      service: 'KIE',
      model: 'VEO3',
      prompt: 'waves rolling against a lighthouse at dusk',
      modelVariant: 'veo3_fast',
      aspectRatio: '16:9',
    },
  },
];

const folderOf = (dataDir: string): string => join(dataDir, 'first');

/** True until the first picture and film have been made on this data directory. */
export const isFirstRun = (dataDir: string): boolean => !existsSync(folderOf(dataDir));

interface FirstRun {
  readonly darkroom: Darkroom;
  readonly dataDir: string;
  readonly tell: (text: string) => void;
  readonly signal: AbortSignal;
  /** How long either may take; then it is said how far it had come. */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 120_000;

/** Where a task had come to when patience ended, in the words of its own timeline. */
async function standstill({ tasks }: Darkroom, id: string): Promise<string> {
  const { stage } = await tasks.status(id);
  const last = (await tasks.events(id).page()).items.at(-1);
  const told = last === undefined ? '' : `; the last that happened was ${last.type} at ${last.at}`;
  const why = last?.reason === undefined ? '' : ` (${last.reason})`;
  return `it is still ${stage}${told}${why}. npx darkroom task ${id} follows it`;
}

/** Makes one picture and one short film through the API, as a caller would. */
export async function makeFirstFiles({
  darkroom,
  dataDir,
  tell,
  signal,
  patienceMs = PATIENCE_MS,
}: FirstRun): Promise<readonly FirstFile[]> {
  const lines = new Map<string, string>();
  const made = await Promise.all(
    works.map(async ({ name, providerParams }) => {
      const task = await darkroom.tasks.create({ providerParams, promptId: 'first-run' }, { signal });
      const show = (text: string): void => {
        const line = `${name}: ${text}`;
        if (lines.get(name) === line) return;
        lines.set(name, line);
        tell([...lines.values()].join(' · '));
      };
      const patience = AbortSignal.timeout(patienceMs);
      const either = AbortSignal.any([signal, patience]);
      const ended = await watchTask(darkroom, task.id, { show, signal: either }).catch(
        async (error: unknown) => {
          if (signal.aborted || !patience.aborted) throw error;
          throw new Error(`${name}: ${await standstill(darkroom, task.id)}`, { cause: error });
        },
      );
      if (ended.status !== 'SUCCESS')
        throw new Error(`${name}: ${ended.failCode ?? ended.status} ${ended.failMsg ?? ''}`);
      return { name, task: ended };
    }),
  );
  const files = made.map(async ({ name, task }) => {
    const saved = await saveAssets(darkroom, task, { folder: folderOf(dataDir), signal });
    return saved.map(({ path, asset }) => ({ name, path, url: asset.url }));
  });
  return (await Promise.all(files)).flat();
}

interface Watching {
  readonly show: (text: string) => void;
  readonly signal: AbortSignal;
}

const PAUSE_MS = 500;

// The pauses that the API advises are for a provider that is far away and slow.
async function watchTask({ tasks }: Darkroom, id: string, { show, signal }: Watching): Promise<Task> {
  for (;;) {
    const { status, stage } = await tasks.status(id, { signal });
    show(stage);
    if (status !== 'PENDING') return tasks.get(id, { signal });
    await sleep(PAUSE_MS, undefined, { signal });
  }
}
