import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import type { FileFault } from './faults.ts';
import type { Served } from './files.ts';
import type { Simulation } from './simulation.ts';

const htmlPage = Buffer.from('<!doctype html><html><body><h1>Access denied</h1></body></html>');
const svgPage = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
/** A WebP of 38 bytes whose header says 16,383 × 16,383 pixels, which would be a gigabyte in memory. */
const bomb = Buffer.from('UklGRh4AAABXRUJQVlA4TBEAAAAv/r//DwdQs840s/+BiOh/AAA=', 'base64');

/** A request for a file, and the answer to it. */
interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
}

/** The part of a file a Range header asks for; `undefined` for all of it, `false` for an impossible one. */
export function rangeOf(
  header: string | undefined,
  size: number,
): { from: number; to: number } | false | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return from <= to && from < size ? { from, to } : false;
}

async function* inSteps(sim: Simulation, bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  const step = Math.max(1, Math.ceil(bytes.length / 20));
  for (let at = 0; at < bytes.length; at += step) {
    yield bytes.subarray(at, at + step);
    await sleep(sim.knobs().fileChunkPauseMs, undefined, { ref: false });
  }
}

function* padded(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  yield bytes;
  const zeros = Buffer.alloc(2 ** 16);
  for (let left = size - bytes.length; left > 0; left -= zeros.length) yield zeros.subarray(0, left);
}

async function pour(
  parts: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  response: ServerResponse,
): Promise<void> {
  try {
    await pipeline(Readable.from(parts), response);
  } catch {
    // The other side has had enough, which is what such a body is made to find out.
  }
}

/** Half of the body, then silence for as long as the other side has patience. */
async function stalled(sim: Simulation, response: ServerResponse, bytes: Uint8Array): Promise<void> {
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)));
  await sim.activity.aside(() => new Promise<void>((resolve) => void response.once('close', resolve)));
}

function cutShort(response: ServerResponse, bytes: Uint8Array): void {
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
}

function sendWhole({ request, response }: Exchange, bytes: Uint8Array): void {
  response.setHeader('accept-ranges', 'bytes');
  const range = rangeOf(request.headers.range, bytes.length);
  if (range === false) {
    response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
    return;
  }
  const { from, to } = range ?? { from: 0, to: bytes.length - 1 };
  if (range !== undefined) response.setHeader('content-range', `bytes ${from}-${to}/${bytes.length}`);
  response.writeHead(range === undefined ? 200 : 206, { 'content-length': to - from + 1 });
  response.end(request.method === 'HEAD' ? undefined : bytes.subarray(from, to + 1));
}

/** A file on its way, and the simulator whose knobs shape its trouble. */
interface Sending extends Exchange {
  sim: Simulation;
  bytes: Uint8Array;
}

type Sender = (sending: Sending) => Promise<void> | void;

const instead =
  (page: Uint8Array): Sender =>
  (sending) =>
    sendWhole(sending, page);

const status =
  (code: number): Sender =>
  ({ response }) =>
    void response.writeHead(code, { 'content-type': 'text/plain' }).end('no file');

/** A file packed in a way that nobody asked for. */
const packed =
  (name: string, pack: (bytes: Uint8Array) => Buffer): Sender =>
  (sending) => {
    sending.response.setHeader('content-encoding', name);
    sendWhole(sending, pack(sending.bytes));
  };
const asItIs = (bytes: Uint8Array): Buffer => Buffer.from(bytes);

/** How a file is sent that has a fault. */
const faulty: Readonly<Record<FileFault, Sender>> = {
  'file-html': instead(htmlPage),
  'file-empty': instead(new Uint8Array()),
  'file-svg': instead(svgPage),
  'file-bomb': instead(bomb),
  'file-no-length': ({ response, bytes }) => {
    response.writeHead(200);
    response.write(bytes);
    response.end();
  },
  'file-404': status(404),
  'file-500': status(500),
  'file-redirect': ({ sim, response }) =>
    void response.writeHead(302, { location: sim.knobs().redirectTo }).end(),
  'file-reset': ({ response }) => void response.destroy(),
  'file-slow': ({ sim, response, bytes }) => {
    response.writeHead(200, { 'content-length': bytes.length });
    return pour(inSteps(sim, bytes), response);
  },
  'file-stall': ({ sim, response, bytes }) => {
    response.writeHead(200, { 'content-length': bytes.length });
    return stalled(sim, response, bytes);
  },
  'file-truncate': ({ response, bytes }) => {
    response.writeHead(200, { 'content-length': bytes.length });
    cutShort(response, bytes);
  },
  'file-encoding-empty': packed('', asItIs),
  'file-encoding-false': packed('gzip', asItIs),
  'file-gzip': packed('gzip', gzipSync),
  'file-deflate': packed('deflate', deflateSync),
  'file-br': packed('br', brotliCompressSync),
  'file-zstd': packed('zstd', zstdCompressSync),
  'file-oversize': ({ sim, response, bytes }) => {
    const size = sim.knobs().oversizeBytes;
    response.writeHead(200, { 'content-length': Math.max(size, bytes.length) });
    return pour(padded(bytes, size), response);
  },
};

/** Sends a file as its fault wants it sent. */
export async function sendFile(
  sim: Simulation,
  exchange: Exchange,
  { bytes, type, fault }: Served,
): Promise<void> {
  const { request, response } = exchange;
  if (type !== '') response.setHeader('content-type', type);
  if (request.method === 'HEAD' || fault === undefined) return sendWhole(exchange, bytes);
  await faulty[fault]({ sim, request, response, bytes });
}
