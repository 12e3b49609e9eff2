import { systemClock } from '../../clock.ts';
import { startS3 } from '../../s3/server.ts';

const credentials = { accessKeyId: 'KEY', secretAccessKey: 'SECRET' };
const { url } = await startS3({ dataDir: process.argv[2] ?? '', clock: systemClock(), credentials });
console.log(url);
