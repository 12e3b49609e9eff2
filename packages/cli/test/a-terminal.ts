import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startFakeApi, type FakeApi } from '@darkroom/client/fake-api';

/** An API to talk to and an empty folder to stand in; both go when the test does. */
export async function aTerminal(): Promise<{ api: FakeApi; folder: string }> {
  const api = await startFakeApi();
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-cli-'));
  onTestFinished(async () => {
    await api.stop();
    await rm(folder, { recursive: true, force: true });
  });
  return { api, folder };
}
