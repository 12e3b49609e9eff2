import * as z from 'zod';
import { once } from '#domain/once.ts';
import {
  isResult,
  type FailedTries,
  type FailingOutput,
  type LostOutput,
  type Output,
  type StoredOutput,
} from '#domain/tasks/output.ts';
import { mediaKind, outputRole } from './row-fields.ts';
import type { AssetMedia } from '#domain/files/archive-key.ts';
import type { Row } from '../table/table-port.ts';

/** How an output lies in the table: which member tells of its fate says what that is. */

const record = once(() => ({
  n: z.int(),
  job: z.int(),
  index: z.int(),
  role: outputRole().default('result'),
  sourceUrl: z.string().exactOptional(),
  late: z.boolean().default(false),
  at: z.string(),
}));

/** What a file is shown as: of media without a name, what its type says. */
const mediaOf = (media: string, contentType: string): AssetMedia =>
  mediaKind.safeParse(media).data ?? mediaKind.catch('image').parse(contentType.split('/')[0]);

const stored = once(() =>
  z
    .object({
      ...record(),
      stored: z.object({
        key: z.string(),
        media: z.string(),
        contentType: z.string(),
        bytes: z.int(),
        sha256: z.string(),
        width: z.number().exactOptional(),
        height: z.number().exactOptional(),
        durationSeconds: z.number().exactOptional(),
        codec: z.string().exactOptional(),
      }),
    })
    .transform(({ stored: { media, ...file }, ...output }): StoredOutput => ({
      ...output,
      state: 'stored',
      file: { ...file, media: mediaOf(media, file.contentType) },
    })),
);

const lost = once(() =>
  z
    .object({
      ...record(),
      lost: z.object({
        code: z.enum(['archive_failed', 'output_rejected']).catch('archive_failed'),
        reason: z.string(),
        provisional: z
          .object({ since: z.string(), failures: z.int(), isDead: z.literal(true).exactOptional() })
          .exactOptional(),
      }),
    })
    .transform(({ lost: loss, ...output }): LostOutput => ({ ...output, state: 'lost', ...loss })),
);

const failing = once(() =>
  z
    .object({
      ...record(),
      failingSince: z.string().exactOptional(),
      failures: z.int().default(0),
      isDead: z.literal(true).exactOptional(),
    })
    .transform(({ failingSince, ...output }): FailingOutput => ({
      ...output,
      state: 'failing',
      since: failingSince ?? output.at,
    })),
);

function readerOf(row: Row): () => z.ZodType<Output> {
  if (row['stored'] !== undefined) return stored;
  return row['lost'] === undefined ? failing : lost;
}

export const readOutput = (row: Row): Output => readerOf(row)().parse(row);

const countMembers = ({ failures, isDead }: FailedTries) => ({
  failures,
  ...(isDead === undefined ? {} : { isDead }),
});

function lossMembers({ code, reason, provisional }: LostOutput): Readonly<Record<string, unknown>> {
  if (provisional === undefined) return { code, reason };
  return { code, reason, provisional: { since: provisional.since, ...countMembers(provisional) } };
}

function stateMembers(output: Output): Readonly<Record<string, unknown>> {
  switch (output.state) {
    case 'stored':
      return { stored: output.file };
    case 'lost':
      return { lost: lossMembers(output) };
    case 'failing':
      return { failingSince: output.since, ...countMembers(output) };
  }
}

/** What is stored of an output besides its key. */
export function outputMembers(output: Output): Readonly<Record<string, unknown>> {
  const { n, job, index, role, sourceUrl, late, at } = output;
  const source = sourceUrl === undefined ? {} : { sourceUrl };
  return {
    n,
    job,
    index,
    ...(isResult(output) ? {} : { role }),
    ...source,
    ...(late ? { late } : {}),
    ...stateMembers(output),
    at,
  };
}
