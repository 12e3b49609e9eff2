import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { join } from 'node:path';
import * as z from 'zod';
import { StartError } from './start-error.ts';

const portNumbers = z.object({ api: z.number(), kie: z.number(), s3: z.number(), issuer: z.number() });

/** The ports that addresses are made of: asset urls, callback urls and presigned urls. */
export type Ports = z.infer<typeof portNumbers>;

/** Chooses ports: the asked one or a clear refusal, else those of the last start, so that old addresses still lead here. */
export async function choosePorts(dataDir: string, asked: number | undefined): Promise<Ports> {
  const file = join(dataDir, 'ports.json');
  const last = await lastPorts(file);
  // All are held until all are chosen, so that no two are the same.
  const held: Server[] = [];
  const hold = async (wanted: number | undefined): Promise<number> => {
    const server = (wanted === undefined ? undefined : await listen(wanted)) ?? (await listen(0));
    if (!server) throw new StartError('No free port was found on 127.0.0.1.');
    held.push(server);
    return portOf(server);
  };
  try {
    const api = asked === undefined ? await hold(last.api) : await holdAsked(asked, held);
    const [kie, s3, issuer] = [await hold(last.kie), await hold(last.s3), await hold(last.issuer)];
    const ports = { api, kie, s3, issuer };
    await mkdir(dataDir, { recursive: true });
    await writeFile(file, `${JSON.stringify(ports)}\n`);
    return ports;
  } finally {
    await Promise.all(held.map((server) => new Promise((resolve) => server.close(resolve))));
  }
}

async function holdAsked(asked: number, held: Server[]): Promise<number> {
  const server = await listen(asked);
  if (!server) {
    throw new StartError(
      `Port ${asked} is taken. Ask for another with --port, or for none: a free one is found.`,
    );
  }
  held.push(server);
  return asked;
}

async function lastPorts(file: string): Promise<{ [name in keyof Ports]?: number | undefined }> {
  try {
    return portNumbers.partial().parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return {}; // a first start, or a file that somebody has damaged: new ports serve as well
  }
}

function listen(port: number): Promise<Server | undefined> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}
