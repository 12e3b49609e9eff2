import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../clock.ts';
import { startS3, type S3Server } from '../../s3/server.ts';
import { endpointOf } from '../endpoints.ts';
import { s3Contract } from './contract.ts';
import { offerOf } from './endpoint-offer.ts';

const credentials = { accessKeyId: 'LOCALKEY', secretAccessKey: 'local/secret+key' };
const region = 'eu-central-1';
let dataDir = '';
let server: S3Server | undefined;

s3Contract('the local S3', {
  start: async () => {
    dataDir = await mkdtemp(join(tmpdir(), 's3-contract-'));
    server = await startS3({ dataDir, clock: systemClock(), credentials: { ...credentials, region } });
    return { endpoint: server.url, region, credentials, now: () => new Date() };
  },
  stop: async () => {
    await server?.stop();
    await rm(dataDir, { recursive: true, force: true });
  },
  setCors: async (bucket, cors) => {
    await server?.createBucket(bucket, { cors });
    return true;
  },
  refusesByName: () => true,
});

const endpoint = endpointOf('s3');
if (endpoint !== undefined) s3Contract(`the S3 at ${endpoint.url}`, offerOf(endpoint));
