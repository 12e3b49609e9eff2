// Archives one file of so many gigabytes in a process with the memory of finalize-task: `npm run soak:archive -- --gigabytes 1`.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { decodeChunks } from '@darkroom/local-cloud/s3/chunked-body';

const MEGABYTE = 1_000_000;
/** What finalize-task has. */
const MEMORY_MEGABYTES = 512;
const MOST_OVER_BASE = 110 * MEGABYTE;

/** The first bytes of a PNG of 1024 x 1024; what follows is never looked at. */
const pngHead = Buffer.from('89504e470d0a1a0a0000000d494844520000040000000400080200000000', 'hex');
const chunk = Buffer.alloc(64 * 1024, 7);

async function* fileOf(bytes: number): AsyncGenerator<Buffer> {
  yield pngHead;
  for (let left = bytes - pngHead.length; left > 0; left -= chunk.length)
    yield left >= chunk.length ? chunk : chunk.subarray(0, left);
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const told = z.object({ wallMs: z.number(), memoryBytes: z.number(), sha256: z.string() });

function child(from: string, to: string, bytes: number): Promise<z.output<typeof told>> {
  return new Promise((resolve, reject) => {
    const script = join(import.meta.dirname, 'archive-child.ts');
    const heap = `--max-old-space-size=${MEMORY_MEGABYTES}`;
    const copying = spawn(process.execPath, [heap, script, 'archive', from, to, String(bytes)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    copying.stdout.on('data', (text: Buffer) => (said += text.toString()));
    copying.on('error', reject);
    copying.on('close', (code) =>
      code === 0 ? resolve(told.parse(JSON.parse(said))) : reject(new Error(`It ended with ${code}`)),
    );
  });
}

/** Archives a file of so many bytes, and tells whether what arrived is what was sent. */
async function copied(bytes: number) {
  const sent = createHash('sha256');
  const arrived = createHash('sha256');
  const source = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'image/png', 'content-length': bytes });
    void (async () => {
      for await (const piece of fileOf(bytes)) {
        sent.update(piece);
        if (!response.write(piece)) await new Promise((drained) => void response.once('drain', drained));
      }
      response.end();
    })();
  });
  const sink = createServer((request, response) => {
    void (async () => {
      // The SDK wraps what it streams, so that a checksum can follow; S3 takes that off again.
      const raw = request as AsyncIterable<Buffer>;
      for await (const piece of decodeChunks(raw, { trailer: true, onTrailer: () => undefined }))
        arrived.update(piece);
      response.writeHead(200, { etag: '"0"' }).end();
    })();
  });
  const taken = await child(`${await listening(source)}/file.png`, await listening(sink), bytes);
  for (const server of [source, sink]) {
    server.closeAllConnections();
    server.close();
  }
  const same = sent.digest('hex') === taken.sha256 && arrived.digest('hex') === taken.sha256;
  return { ...taken, same };
}

const { values } = parseArgs({ options: { gigabytes: { type: 'string', default: '1' } } });
const base = await copied(2 * MEGABYTE);
const snapshot = await copied(Number(values.gigabytes) * 1000 * MEGABYTE);
const over = snapshot.memoryBytes - base.memoryBytes;
const inMegabytes = (bytes: number): string => `${Math.round(bytes / MEGABYTE)} MB`;
console.log(`${values.gigabytes} GB in ${(snapshot.wallMs / 1000).toFixed(1)} s`);
console.log(
  `peak ${inMegabytes(snapshot.memoryBytes)} of ${MEMORY_MEGABYTES} MB, ${inMegabytes(over)} over a file of 2 MB (goal ${inMegabytes(MOST_OVER_BASE)})`,
);
console.log(`SHA-256 ${snapshot.same ? 'as sent' : 'DIFFERS'}: ${snapshot.sha256}`);
if (!snapshot.same || over > MOST_OVER_BASE || snapshot.memoryBytes > MEMORY_MEGABYTES * 2 ** 20)
  process.exitCode = 1;
