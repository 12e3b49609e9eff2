import { copyToProvider } from '#actions/workflow/copy-to-provider.ts';
import { prepareInputs } from '#actions/workflow/prepare-inputs.ts';
import { copyStore } from '#storage/files/copy-store.ts';
import type { Table } from '#storage/table/table-port.ts';
import { getLinks } from '#storage/objects/upload-links.ts';
import { uploadReader } from '#storage/objects/upload-reader.ts';
import { uploadWriter } from '#storage/objects/upload-writer.ts';
import { connectBucket } from './connect-bucket.ts';
import { connectUntrustedSources, connectUploads } from './connect-uploads.ts';
import { connectProviders } from './connect-providers.ts';
import { connectAdapters } from './connect-adapters.ts';
import { nodeDigest } from './system-ports.ts';
import { readSettings } from './settings.ts';

/** What gets the inputs of a task to the provider. */
export function connectCopies(table: Table): ReturnType<typeof prepareInputs> {
  const { MEDIA_BASE_URL } = readSettings('MEDIA_BASE_URL');
  const dependencies = connectUploads(table);
  const bucket = connectBucket();
  const copying = new Map(
    connectAdapters().map(({ service, adapter, connection }) => [
      service.name,
      adapter.copies?.(connection.origins),
    ]),
  );
  const copy = copyToProvider({
    ...dependencies,
    copies: copyStore(table),
    reader: uploadReader(...bucket),
    links: getLinks(...bucket),
    copiesAt: (service) => copying.get(service),
    ...connectProviders(),
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
