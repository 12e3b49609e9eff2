import { describe, expect, it } from 'vitest';
import { archiveOutput } from '#actions/workflow/archive-output.ts';
import { fetchFile } from '#actions/files/fetch-file.ts';
import { fetchUpload } from '#actions/files/fetch-upload.ts';
import type { Output } from '#domain/tasks/output.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import { arrived, type Upload } from '#domain/files/upload.ts';
import { openRemote, RemoteFileError, type RemoteFileOptions } from '#providers/network/remote-file.ts';
import { hostileNames, hostileUrls } from '../providers/hostile-addresses.ts';
import { ana, aTaskId } from './bucket-fixture.ts';

/** What both downloaders are opened with, but for hosts; every connection is counted and none is made. */
function anOpener(allow: RemoteFileOptions['allow'] = 'any-public') {
  const counted = { connections: 0 };
  const openSource = (url: string) =>
    openRemote(url, {
      allow,
      localOrigins: [],
      maxBytes: 1000,
      idleTimeoutMs: 100,
      totalTimeoutMs: 1000,
      resolve: async (hostname) => hostileNames[hostname] ?? ['93.184.216.34'],
      connect: async () => {
        counted.connections += 1;
        throw new Error('connected');
      },
    });
  return { counted, openSource };
}

const refused = (error: unknown) => ({
  fault: error instanceof RemoteFileError && error.kind === 'refused-address' ? 'unusable' : 'refused-host',
  reason: error instanceof Error ? error.message : '',
});
const refusal = (error: unknown) => ({
  final: error instanceof RemoteFileError && error.kind === 'refused-address',
  reason: error instanceof Error ? error.message : '',
});
const quiet = {
  info: () => undefined,
  warn: () => undefined,
  count: () => undefined,
  measure: () => undefined,
};
const clock = { now: () => 0, sleep: async () => undefined };
const neverWritten = async () => {
  throw new Error('nothing may be written');
};

async function fetchFrom(
  url: string,
  openSource: ReturnType<typeof anOpener>['openSource'],
): Promise<Upload> {
  let upload: Upload = {
    id: aTaskId(1) as unknown as Upload['id'],
    owner: ana,
    status: 'fetching',
    fileName: 'x',
    createdAt: new Date(0).toISOString(),
    expiresAt: new Date(86_400_000).toISOString(),
    uses: 0,
  };
  const uploads = {
    find: async () => upload,
    amend: async (_: unknown, decide: (current: Upload) => Upload) => (upload = decide(upload)),
  };
  await fetchUpload({
    uploads: uploads as never,
    uploadBytes: undefined as never,
    drop: neverWritten,
    clock,
    log: quiet,
    random: undefined as never,
    life: { days: 3, keepDays: 30 },
    fetchFile: fetchFile({
      writer: { write: neverWritten },
      random: { hex128: () => '0'.repeat(32) },
      log: quiet,
      openSource,
      sourceProblem: refusal,
    }),
    fetched: { take: neverWritten, drop: neverWritten },
  })({ owner: ana, id: upload.id, url });
  return upload;
}

async function archiveFrom(
  url: string,
  openSource: ReturnType<typeof anOpener>['openSource'],
): Promise<Output | 'again'> {
  const snapshot = {
    task: { id: aTaskId(1), owner: ana, deadlineAt: new Date(86_400_000).toISOString() },
    request: {},
    jobs: [],
    outputs: [],
  } as unknown as TaskSnapshot;
  const archive = archiveOutput({
    tasks: { saveOutput: async (_task: unknown, output: Output) => output },
    media: { keep: neverWritten },
    openSource,
    archiveProblem: refused,
    items: { raise: async () => true },
    clock,
    log: quiet,
  } as never);
  const wanted = { n: 1, job: 1, index: 1, role: 'result', late: false } as const;
  return archive(snapshot, { ...wanted, source: { url, media: 'image' } });
}

describe('a hostile address', () => {
  it.each(hostileUrls)('%j leads nowhere from from-url, and the upload says so', async (url) => {
    const { counted, openSource } = anOpener();
    const upload = await fetchFrom(url, openSource);
    expect(upload).toMatchObject({ status: 'failed', failMsg: expect.stringMatching(/./) as string });
    expect(upload.failMsg).not.toContain('secret');
    expect(counted.connections).toBe(0);
  });

  it.each(hostileUrls)('%j leads nowhere from the archive, and the output is lost for good', async (url) => {
    const { counted, openSource } = anOpener();
    expect(await archiveFrom(url, openSource)).toMatchObject({ state: 'lost', code: 'output_rejected' });
    expect(counted.connections).toBe(0);
  });

  it.each(hostileUrls)('%j leads nowhere where only listed hosts are asked', async (url) => {
    const { counted, openSource } = anOpener(['*.aiquickdraw.com']);
    const outcome = await archiveFrom(url, openSource);
    expect(outcome === 'again' || outcome.state === 'lost').toBe(true);
    expect(counted.connections).toBe(0);
  });
});

it('an upload that is no longer fetched takes nothing that comes later', () => {
  const failed = { status: 'failed' } as Upload;
  const arrival = { key: 'k', contentType: 'image/png', bytes: 1, sha256: 'x' } as const;
  expect(arrived(failed, arrival, { now: 0, life: { days: 3, keepDays: 30 } })).toBe(failed);
});
