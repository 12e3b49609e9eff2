import type { StackFacts } from '../../../local/start/stack-file.ts';

/** What a stack file says of a stack that nobody runs. */
export const someFacts = (dataDir: string, pid = 1): StackFacts => ({
  apiUrl: 'http://127.0.0.1:1',
  liveUrl: 'ws://127.0.0.1:6/live',
  apiKey: 'dk_x',
  kieUrl: 'http://127.0.0.1:2',
  s3Url: 'http://127.0.0.1:3',
  dynamodbUrl: 'http://127.0.0.1:4',
  statesUrl: 'http://127.0.0.1:5',
  mediaUrl: 'http://127.0.0.1:1/media',
  dataDir,
  pid,
  tableName: 'tasks',
  bucketName: 'media',
  credentials: { accessKeyId: 'a', secretAccessKey: 's', region: 'us-east-1' },
});
