import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { atMost, type Findings } from './goals.ts';
import { fixed, median, textTable } from './text-table.ts';

const MEGABYTE = 1_000_000;
const ROUNDS = 3;
const COMPARED = 200;
const SIZES = [50, COMPARED, 1000];
/** What a process needs to archive at all is its base; what is above that grows with the file, or ought not to. */
const BASE = 1;

interface Taken {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly memoryBytes: number;
}

/** The first bytes of a PNG of 1024 x 1024; what follows is never looked at. */
const pngHead = Buffer.from('89504e470d0a1a0a0000000d494844520000040000000400080200000000', 'hex');
const chunk = Buffer.alloc(64 * 1024, 7);

/** Serves a file of so many bytes as fast as it is read. */
const source = (bytes: number): Server =>
  createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'image/png', 'content-length': bytes });
    response.write(pngHead);
    let left = bytes - pngHead.length;
    const more = (): void => {
      while (left > 0) {
        const next = left >= chunk.length ? chunk : chunk.subarray(0, left);
        left -= next.length;
        if (!response.write(next)) return void response.once('drain', more);
      }
      response.end();
    };
    more();
  });

/** Takes whatever is sent and keeps nothing, so that both ways are compared and not their end. */
const sink = (): Server =>
  createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(200, { etag: '"0"' }).end());
  });

async function listening(server: Server): Promise<string> {
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

interface Transfer {
  readonly from: string;
  readonly to: string;
  readonly bytes: number;
}

function child(mode: string, { from, to, bytes }: Transfer): Promise<Taken> {
  return new Promise((resolve, reject) => {
    const script = join(import.meta.dirname, 'archive-child.ts');
    const copying = spawn(process.execPath, [script, mode, from, to, String(bytes)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    copying.stdout.on('data', (text: Buffer) => (said += text.toString()));
    copying.on('error', reject);
    copying.on('close', (code) =>
      code === 0 ? resolve(JSON.parse(said) as Taken) : reject(new Error(`${mode} ended with ${code}`)),
    );
  });
}

async function copied(megabytes: number, rounds: number): Promise<Record<'archive' | 'pipe', Taken>> {
  const [from, to] = [source(megabytes * MEGABYTE), sink()];
  const [fromUrl, toUrl] = [await listening(from), await listening(to)];
  const taken: Record<'archive' | 'pipe', Taken[]> = { archive: [], pipe: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const mode of ['pipe', 'archive'] as const) {
      taken[mode].push(
        await child(mode, { from: `${fromUrl}/file.png`, to: toUrl, bytes: megabytes * MEGABYTE }),
      );
    }
  }
  for (const server of [from, to]) {
    server.closeAllConnections();
    server.close();
  }
  const middle = (all: readonly Taken[]): Taken => ({
    wallMs: median(all.map(({ wallMs }) => wallMs)),
    cpuMs: median(all.map(({ cpuMs }) => cpuMs)),
    memoryBytes: Math.max(...all.map(({ memoryBytes }) => memoryBytes)),
  });
  return { archive: middle(taken.archive), pipe: middle(taken.pipe) };
}

/** What archiving takes over moving the bytes only, and how much memory at any size. */
export async function archive(): Promise<Findings> {
  const bySize = new Map<number, Record<'archive' | 'pipe', Taken>>();
  const base = await copied(BASE, ROUNDS);
  for (const size of SIZES) bySize.set(size, await copied(size, size === COMPARED ? ROUNDS : 1));
  const above = (size: number, mode: 'archive' | 'pipe'): number =>
    (bySize.get(size)?.[mode].memoryBytes ?? NaN) - base[mode].memoryBytes;
  const megabytes = (bytes: number): string => `${fixed(bytes / MEGABYTE)} MB`;
  const times = (value: number): string => `${value.toFixed(2)}x`;
  const compared = bySize.get(COMPARED);
  const ratio = (what: 'wallMs' | 'cpuMs'): number =>
    compared === undefined ? NaN : compared.archive[what] / compared.pipe[what];
  const most = Math.max(...SIZES.map((size) => above(size, 'archive')));
  return {
    text: [
      `Archiving from one local server to another (a process each; ${COMPARED} MB: median of ${ROUNDS}).`,
      `Memory is the peak above the peak of the same with a file of ${BASE} MB:`,
      '',
      textTable(
        ['', 'wall ms', 'CPU ms', 'memory over base'],
        [...bySize].flatMap(([size, both]) =>
          (['pipe', 'archive'] as const).map((mode) => [
            `${size} MB, ${mode}`,
            fixed(both[mode].wallMs),
            fixed(both[mode].cpuMs),
            megabytes(above(size, mode)),
          ]),
        ),
      ),
    ],
    goals: [
      atMost(`archive of ${COMPARED} MB over a plain pipe, wall`, {
        limit: 1.8,
        measured: ratio('wallMs'),
        show: times,
      }),
      atMost(`archive of ${COMPARED} MB over a plain pipe, CPU`, {
        limit: 1.8,
        measured: ratio('cpuMs'),
        show: times,
      }),
      atMost('archive, memory over base at any size', {
        limit: 110 * MEGABYTE,
        measured: most,
        show: megabytes,
      }),
    ],
    numbers: { base, ...Object.fromEntries(bySize) },
  };
}
