import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BrowserStage, expectAccessible, hasBrowser } from './browser-stage.ts';

const program = join(import.meta.dirname, '..', '..', 'examples', 'plain-html', 'server.mjs');

describe.skipIf(!hasBrowser)('the examples', () => {
  let stage: BrowserStage;
  let server: ChildProcess;
  beforeAll(async () => {
    stage = await BrowserStage.open([]);
  });
  afterAll(async () => {
    server?.kill();
    await stage?.close();
  });

  it('a plain page orders through its server, follows the task with a token, and shows the picture', async () => {
    const env = { DARKROOM_URL: stage.world.cloud.apiUrl, DARKROOM_API_KEY: stage.world.keys.get('ana') };
    server = spawn(process.execPath, [program], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(server.stdout ?? expect.fail('no output'), 'data')) as [Buffer];
    const page = await stage.page(String(line).trim());
    const answered = page.waitForResponse('**/order');
    await page.getByRole('button', { name: 'Make it' }).click();
    const { task } = (await (await answered).json()) as { task: { id: string } };
    await stage.world.untilEnded(task.id);
    await page.getByText('Here it is.').waitFor();
    await page.locator('img').first().waitFor();
    await expectAccessible(page);
  });
});
