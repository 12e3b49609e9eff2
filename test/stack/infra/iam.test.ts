import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { LogEntry } from '@darkroom/local-cloud/log';
import { aPicture } from '../../sample-media.ts';
import { sharedAssembly } from '../assemblies.ts';
import { uploaded } from '../uploads/uploaded.ts';
import { World } from '../test-stack.ts';
import { assemblyWithout } from './narrowed-assembly.ts';

const entries: LogEntry[] = [];
const narrowed: string[] = [];
let world: World;

beforeAll(async () => {
  world = await World.open({ cloud: { log: (entry) => entries.push(entry) } });
});
afterEach(() => world.cloud.reload(sharedAssembly));
afterAll(async () => {
  await world.close();
  for (const folder of narrowed) rmSync(folder, { recursive: true });
});

/** Deploys the stack with one action taken from the role of one function. */
async function deployWithout(action: string, construct: string): Promise<void> {
  const assembly = assemblyWithout(action, construct);
  narrowed.push(assembly);
  await world.cloud.reload(assembly);
}

const said = (): string => entries.flatMap((entry) => (entry.type === 'output' ? [entry.text] : [])).join('');

it('a function whose grant is taken away is refused by the table', async () => {
  const me = () => world.get('/api/v1/me');
  expect((await me()).status).toBe(200);
  await deployWithout('dynamodb:GetItem', 'ReadUsage');
  expect((await me()).status).toBe(500);
  expect(said()).toMatch(
    /AccessDeniedException.*User: arn:aws:sts::\d{12}:assumed-role\/\S+ReadUsageRole\S+ is not authorized to perform: dynamodb:GetItem on resource: arn:aws:dynamodb:[^"]+ because no identity-based policy allows the dynamodb:GetItem action/s,
  );
});

it('an address that a function signed opens no more than its role does', async () => {
  const { downloadUrl = '' } = await uploaded(world, await aPicture());
  expect((await fetch(downloadUrl)).status).toBe(200);
  await deployWithout('s3:GetObject', 'CreateUpload');
  const refused = await fetch(downloadUrl);
  expect([refused.status, await refused.text()]).toEqual([
    403,
    expect.stringMatching(/<Code>AccessDenied<\/Code>.*s3:GetObject on resource/s),
  ]);
});

it('a missing object is a 404 for whoever may list the bucket, and a 403 for others', async () => {
  const { id, downloadUrl = '' } = await uploaded(world, await aPicture());
  expect((await world.request('DELETE', `/api/v1/uploads/${id}`)).status).toBe(204);
  expect((await fetch(downloadUrl)).status).toBe(404);
  await deployWithout('s3:ListBucket', 'CreateUpload');
  expect((await fetch(downloadUrl)).status).toBe(403);
});

it('a workflow that may not call its function ends, and the task is not lost', async () => {
  await deployWithout('lambda:InvokeFunction', 'Workflow');
  world.cloud.meter.reset();
  const { status, body } = await world.create({
    service: 'KIE',
    model: 'IMAGEN4',
    input: { prompt: 'A lamp' },
  });
  expect(status).toBe(202);
  await world.settle();
  expect(Object.keys(world.cloud.meter.counts().invocations).join()).not.toMatch(/Submit|Query|Finalize/);
  expect((await world.task(body.id)).status).toBe('PENDING');
  await world.cloud.reload(sharedAssembly);
  expect((await world.untilEnded(body.id)).status).toBe('SUCCESS');
});
