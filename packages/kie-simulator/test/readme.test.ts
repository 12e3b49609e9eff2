import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { endpoints } from '../control.ts';
import { apiRoutes } from '../router.ts';

const readme = readFileSync(join(import.meta.dirname, '..', 'README.md'), 'utf8');

/** The endpoints in the first column of the README's table whose rows begin so. */
const listed = (prefix: string): string[] =>
  readme
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`((?:GET|POST|PUT) [^`]+)`/g)])
    .map(([, endpoint = '']) => endpoint)
    .filter((endpoint) => endpoint.includes(prefix));

/** Served by the router beside its table: one model's pages, links and uploads. */
const besides = [
  'GET /api/v1/models/{id}',
  'POST /api/v1/common/download-url',
  'POST /api/file-base64-upload',
  'POST /api/file-stream-upload',
  'POST /api/file-url-upload',
];

describe('the README of the simulator', () => {
  it('lists the endpoints of the service', () => {
    expect(listed(' /api/').sort()).toEqual([...Object.keys(apiRoutes), ...besides].sort());
  });

  it('lists the control endpoints', () => {
    expect(listed(' /__sim/').sort()).toEqual(Object.keys(endpoints).sort());
  });
});
