import { Readable } from 'node:stream';
import { fetchFile, type FetchFileDependencies, type FetchFileOrder } from '#actions/files/fetch-file.ts';
import { RemoteFileError } from '#providers/network/remote-file.ts';
import { fetchedFiles } from '#storage/objects/fetched-files.ts';
import { uploadWriter } from '#storage/objects/upload-writer.ts';
import { aPicture } from '../../sample-media.ts';
import type { BucketWorld } from './bucket-fixture.ts';

const opens = async () => ({ body: Readable.from([await aPicture()]) });

/** What brings strangers' files: the function itself, called here, with what opens addresses. */
export function bringing(world: BucketWorld, openSource: FetchFileDependencies['openSource'] = opens) {
  const { client } = world.s3;
  const fetchFrom = fetchFile({
    ...world.dependencies,
    writer: uploadWriter(client, 'media'),
    openSource,
    sourceProblem: (error) =>
      error instanceof RemoteFileError ? { final: error.kind === 'gone', reason: error.message } : undefined,
  });
  return {
    // As Lambda carries it over.
    fetchFile: async (order: FetchFileOrder): Promise<unknown> =>
      JSON.parse(JSON.stringify(await fetchFrom(order))),
    fetched: fetchedFiles({ client, bucket: 'media' }),
  };
}
