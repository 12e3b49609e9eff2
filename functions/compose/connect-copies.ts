import type { BringDependencies } from '#actions/files/bring-file.ts';
import { copyToProvider } from '#actions/workflow/copy-to-provider.ts';
import { prepareInputs } from '#actions/workflow/prepare-inputs.ts';
import { once } from '#domain/once.ts';
import { copyStore } from '#storage/files/copy-store.ts';
import type { Table } from '#storage/table/table-port.ts';
import { getLinks } from '#storage/objects/upload-links.ts';
import { uploadReader } from '#storage/objects/upload-reader.ts';
import type { SecretArnOf } from './connect-accounts.ts';
import { connectBucket } from './connect-bucket.ts';
import { connectBroughtUploads } from './connect-uploads.ts';
import { connectProviders } from './connect-providers.ts';
import { connectAdapters } from './connect-adapters.ts';
import { nodeDigest } from './system-ports.ts';
import { readSettings } from './settings.ts';

/** What brings strangers' files lies beside the bundle: few tasks have any. */
function bringing(): Pick<BringDependencies, 'fetchFile' | 'fetched'> {
  const connected = once(async () => (await import('./connect-bringing.ts')).connectBringing());
  return {
    fetchFile: async (order, timeoutMs) => (await connected()).fetchFile(order, timeoutMs),
    fetched: {
      take: async (arrival, key) => (await connected()).fetched.take(arrival, key),
      drop: async (key) => (await connected()).fetched.drop(key),
    },
  };
}

/** What gets the inputs of a task to the provider. */
export function connectCopies(table: Table, arnOf: SecretArnOf): ReturnType<typeof prepareInputs> {
  const { MEDIA_BASE_URL } = readSettings('MEDIA_BASE_URL');
  const dependencies = connectBroughtUploads(table);
  const bucket = connectBucket();
  const copying = new Map(
    connectAdapters().map(({ service, adapter, origins }) => [service.name, adapter.copies?.(origins)]),
  );
  const copy = copyToProvider({
    ...dependencies,
    copies: copyStore(table),
    reader: uploadReader(...bucket),
    links: getLinks(...bucket),
    copiesAt: (service) => copying.get(service),
    ...connectProviders(arnOf),
  });
  return prepareInputs({
    ...dependencies,
    ...bringing(),
    digest: nodeDigest,
    mediaBaseUrl: MEDIA_BASE_URL,
    copy,
  });
}
