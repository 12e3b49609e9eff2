import { systemClock } from '../../../local/cloud/clock.ts';
import { startS3 } from '../../../local/cloud/s3/server.ts';

const credentials = { accessKeyId: 'KEY', secretAccessKey: 'SECRET' };
const { url } = await startS3({ dataDir: process.argv[2] ?? '', clock: systemClock(), credentials });
console.log(url);
