import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { choosePorts } from '../../../local/start/ports.ts';
import { aFolder } from './a-folder.ts';

async function occupy(port: number): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
}

describe('the ports of the laptop', () => {
  it('are free, different, and the same at the next start, so that old addresses still lead here', async () => {
    const folder = aFolder();
    const first = await choosePorts(folder, undefined);
    expect(new Set(Object.values(first)).size).toBe(4);
    expect(await choosePorts(folder, undefined)).toEqual(first);
  });

  it('give way where somebody else has taken one meanwhile', async () => {
    const folder = aFolder();
    const first = await choosePorts(folder, undefined);
    await occupy(first.api);
    const second = await choosePorts(folder, undefined);
    expect(second.api).not.toBe(first.api);
    expect(second.kie).toBe(first.kie);
  });

  it('are a clear refusal when the asked one is taken', async () => {
    const folder = aFolder();
    const { api } = await choosePorts(folder, undefined);
    await occupy(api);
    await expect(choosePorts(folder, api)).rejects.toThrow(`Port ${api} is taken`);
  });

  it('are chosen anew when their file is damaged', async () => {
    const folder = aFolder();
    writeFileSync(join(folder, 'ports.json'), '{');
    expect(await choosePorts(folder, undefined)).toMatchObject({ api: expect.any(Number) as number });
  });
});
