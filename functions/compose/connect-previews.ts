import { LambdaClient } from '@aws-sdk/client-lambda';
import { previewOutputs } from '#actions/files/preview-outputs.ts';
import { calledFunction } from '#storage/compute/functions.ts';
import type { Table } from '#storage/table/table-port.ts';
import { uploadStore } from '#storage/files/upload-store.ts';
import { cloudLog } from './cloud-log.ts';
import { nodeDigest, systemClock } from './system-ports.ts';
import { readSettings } from './settings.ts';

/** What has a task's outputs drawn. */
export function connectPreviews(table: Table): ReturnType<typeof previewOutputs> {
  const { MEDIA_FUNCTION, MEDIA_BASE_URL } = readSettings('MEDIA_FUNCTION', 'MEDIA_BASE_URL');
  // Throttled calls are sent again: drawing twice does no harm.
  const media = calledFunction(new LambdaClient({ maxAttempts: 3 }), MEDIA_FUNCTION);
  return previewOutputs({
    uploads: uploadStore(table),
    digest: nodeDigest,
    clock: systemClock,
    log: cloudLog,
    mediaBaseUrl: MEDIA_BASE_URL,
    draw: (order, timeoutMs) => media.call(order, timeoutMs),
  });
}
