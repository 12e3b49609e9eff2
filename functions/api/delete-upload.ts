import { deleteUpload } from '#actions/files/delete-upload.ts';
import { ownObject } from '#actions/files/storage-object.ts';
import { addressOf } from '#contract/route.ts';
import { fileRoutes } from '#contract/files/routes.ts';
import { taskRoutes } from '#contract/tasks/routes.ts';
import { Failure } from '#domain/error.ts';
import { keyReader } from '#storage/keys/key-reader.ts';
import { uploadParts } from '#storage/objects/upload-parts.ts';
import { objectRemoval } from '#storage/objects/upload-removal.ts';
import { endpoint } from '../http/endpoint.ts';
import { operation } from '../http/operation.ts';
import { connectBucket } from '../compose/connect-bucket.ts';
import { connectRequestCounts } from '../compose/connect-request-counts.ts';
import { connectTable, connectTaskStore } from '../compose/connect-table.ts';
import { connectUploads } from '../compose/connect-uploads.ts';

const table = connectTable();
const bucket = connectBucket();
const remove = deleteUpload({
  ...connectUploads(table),
  tasks: connectTaskStore(table),
  objects: objectRemoval(...bucket),
  parts: uploadParts(...bucket),
});

export const handler = endpoint(
  { keys: keyReader(table), count: connectRequestCounts(table) },
  operation(fileRoutes.deleteUpload, async ({ parameters }, { owner }) => {
    await remove(owner, parameters['id'] ?? '');
    return { status: 204 };
  }),
  operation(fileRoutes.deleteObject, async ({ parameters }, { owner }) => {
    const key = parameters['key'] ?? '';
    const own = ownObject(owner, key);
    if (own.type === 'output') {
      throw new Failure(
        'conflict',
        `It is an output: DELETE ${addressOf(taskRoutes.deleteTask, own.id)} removes it with its task`,
      );
    }
    await remove(owner, own.id, key);
    return { status: 204 };
  }),
);
