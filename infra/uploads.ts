import type { Door } from './doors.ts';
import type { ServiceFunction } from './function.ts';
import type { StatefulStack } from './stateful-stack.ts';

type Functions = Readonly<Record<Door, ServiceFunction>>;

/** Who may do what for the pictures that show what was made. */
export function grantPreviews(functions: Functions, { media }: StatefulStack): void {
  const drawer = functions['make-thumbnails'];
  drawer.usesUploadsIn(media, 'GetObject').readsMediaIn(media).writesThumbnailsIn(media);
  functions['finalize-task'].calls(drawer, 'MEDIA_FUNCTION');
}

/** Who may do what with uploads: exactly what each action asks of AWS, as `test/infra` derives it from the code. */
export function grantUploads(functions: Functions, { tasks, media }: StatefulStack): void {
  const fetcher = functions['fetch-upload'];
  functions['create-upload']
    .usesTasks(tasks, 'GetItem', 'PutItem', 'DeleteItem')
    .usesUploadsIn(media, 'GetObject', 'PutObject', 'AbortMultipartUpload')
    .calls(fetcher, 'FETCH_FUNCTION');
  functions['complete-upload'].usesTasks(tasks, 'GetItem', 'PutItem').usesUploadsIn(media, 'GetObject');
  functions['read-uploads'].usesTasks(tasks, 'GetItem').usesUploadsIn(media, 'GetObject').readsMediaIn(media);
  // A stranger's file is copied into the bucket before the provider gets its own copy, just before the paid call.
  functions['submit-generation']
    .usesUploadsIn(media, 'GetObject', 'PutObject', 'AbortMultipartUpload')
    .readsMediaIn(media);
  functions['read-media'].usesUploadsIn(media, 'GetObject');
  functions['delete-upload']
    .usesTasks(tasks, 'GetItem', 'Query', 'UpdateItem', 'DeleteItem')
    .usesUploadsIn(media, 'DeleteObject');
  fetcher.usesTasks(tasks, 'GetItem', 'PutItem').usesUploadsIn(media, 'PutObject', 'AbortMultipartUpload');
  functions['expire-uploads']
    .usesTasks(tasks, 'GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem')
    .looksUpTasksBy(tasks, 'due')
    .usesUploadsIn(media, 'DeleteObject')
    .removesMediaIn(media)
    .lists(media);
}

/** Who may do what to remove everything of an owner. */
export function grantErasure(functions: Functions, { tasks, media }: StatefulStack): void {
  functions['own-data'].usesTasks(tasks, 'GetItem', 'PutItem');
  functions['erase-data']
    .usesTasks(tasks, 'GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem')
    .looksUpTasksBy(tasks, 'byOwner')
    .looksUpTasksBy(tasks, 'due')
    .usesUploadsIn(media, 'DeleteObject')
    .removesMediaIn(media)
    .lists(media);
}
