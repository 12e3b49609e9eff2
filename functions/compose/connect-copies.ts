import { copyToProvider } from '#actions/workflow/copy-to-provider.ts';
import { prepareInputs } from '#actions/workflow/prepare-inputs.ts';
import { kieUploadClient } from '#providers/kie/upload-client.ts';
import { copyStore } from '#storage/files/copy-store.ts';
import type { Table } from '#storage/table/table-port.ts';
import { getLinks } from '#storage/objects/upload-links.ts';
import { uploadReader } from '#storage/objects/upload-reader.ts';
import { uploadWriter } from '#storage/objects/upload-writer.ts';
import { connectBucket } from './connect-bucket.ts';
import { connectUntrustedSources, connectUploads } from './connect-uploads.ts';
import { readKieSecret } from './kie-secret.ts';
import { nodeDigest } from './system-ports.ts';
import { readSettings } from './settings.ts';

/** What gets the inputs of a task to the provider. */
export function connectCopies(table: Table): ReturnType<typeof prepareInputs> {
  const { KIE_UPLOAD_URL, MEDIA_BASE_URL } = readSettings('KIE_UPLOAD_URL', 'MEDIA_BASE_URL');
  const dependencies = connectUploads(table);
  const bucket = connectBucket();
  const uploads = kieUploadClient({
    baseUrl: KIE_UPLOAD_URL,
    apiKey: async () => (await readKieSecret()).apiKey,
  });
  const copy = copyToProvider({
    ...dependencies,
    copies: copyStore(table),
    reader: uploadReader(...bucket),
    links: getLinks(...bucket),
    send: (call, open, timeoutMs) => uploads.send(call, open, timeoutMs),
  });
  return prepareInputs({
    ...dependencies,
    ...connectUntrustedSources(),
    writer: uploadWriter(...bucket),
    digest: nodeDigest,
    mediaBaseUrl: MEDIA_BASE_URL,
    copy,
  });
}
