import * as z from 'zod';
import { allowedFile } from '../allowed-file.ts';
import { answerOf, inWords } from '../answers.ts';
import type { AddTools, Serving } from '../serving.ts';

const fromElsewhere = {
  url: z
    .url({ protocol: /^https?$/ })
    .describe('Where the file is: it is fetched from there.')
    .exactOptional(),
  base64: z.base64().min(1).describe('The bytes of a small file; say contentType as well.').exactOptional(),
  fileName: z.string().min(1).exactOptional(),
  contentType: z.string().describe('Such as image/png. Needed with base64.').exactOptional(),
};
const path = z
  .string()
  .min(1)
  .describe('A file of this machine, in a folder that was allowed.')
  .exactOptional();

interface Wanted {
  readonly path?: string;
  readonly url?: string;
  readonly base64?: string;
  readonly fileName?: string;
  readonly contentType?: string;
}

const isOne = ({ path: named, url, base64 }: Wanted): boolean =>
  [named, url, base64].filter((one) => one !== undefined).length === 1;

/** What the tool takes: a path only where files of this machine can be meant at all. */
const wantedWith = ({ folders }: Serving): z.ZodType<Wanted> =>
  folders === undefined
    ? z.strictObject(fromElsewhere).refine(isOne, { error: 'Give one of url and base64' })
    : z.strictObject({ path, ...fromElsewhere }).refine(isOne, { error: 'Give one of path, url and base64' });

/** Bringing in what a model is to start from. */
export const addUpload: AddTools = (server, serving) => {
  server.registerTool(
    'upload_file',
    {
      title: 'Bring a file in',
      description:
        'Brings in a picture, a film or a sound. Its id stands where a model takes a file, for the days that it lives.',
      inputSchema: wantedWith(serving),
      annotations: {
        readOnlyHint: false,
        destructiveHint: false,
        idempotentHint: false,
        openWorldHint: true,
      },
    },
    (file, { mcpReq }) =>
      inWords(async () => {
        const { fileName, contentType } = file;
        const upload = await serving.darkroom.upload(await sourceOf(file, serving), {
          ...(fileName === undefined ? {} : { fileName }),
          ...(contentType === undefined ? {} : { contentType }),
          signal: mcpReq.signal,
        });
        const { id, fileName: name, contentType: type, bytes, expiresAt } = upload;
        return answerOf({ id, fileName: name, contentType: type, bytes, expiresAt });
      }),
  );
};

async function sourceOf({ path: named, url, base64 }: Wanted, { folders = [] }: Serving) {
  if (named !== undefined) return { path: await allowedFile(named, folders) };
  if (url !== undefined) return new URL(url);
  return new Uint8Array(Buffer.from(base64 ?? '', 'base64'));
}
