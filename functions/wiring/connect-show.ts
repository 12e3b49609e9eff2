import { LambdaClient } from '@aws-sdk/client-lambda';
import { showOutputs } from '#actions/show-outputs.ts';
import { calledFunction } from '#storage/functions.ts';
import type { Table } from '#storage/table-port.ts';
import { uploadStore } from '#storage/upload-store.ts';
import { cloudLog } from './cloud-log.ts';
import { nodeDigest } from './system-ports.ts';
import { readSettings } from './settings.ts';

/** What has a task's outputs drawn. */
export function connectShow(table: Table): ReturnType<typeof showOutputs> {
  const { MEDIA_FUNCTION, MEDIA_BASE_URL } = readSettings('MEDIA_FUNCTION', 'MEDIA_BASE_URL');
  const media = calledFunction(new LambdaClient({ maxAttempts: 1 }), MEDIA_FUNCTION);
  return showOutputs({
    uploads: uploadStore(table),
    digest: nodeDigest,
    log: cloudLog,
    mediaBaseUrl: MEDIA_BASE_URL,
    draw: (order, timeoutMs) => media.call(order, timeoutMs),
  });
}
