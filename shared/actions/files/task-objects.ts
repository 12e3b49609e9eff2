import { taskFiles } from '#domain/files/archive-key.ts';
import { objectsAt, objectsOf } from '#domain/files/output-objects.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import type { ObjectList } from '#storage/objects/object-list.ts';

/** Of one task there are fewer files below one prefix. */
const PAGE = 1000;

/** The keys of the outputs that lie in the bucket under a task's name, whether or not a row knows of them. */
async function listedFiles(list: ObjectList, { task, request }: TaskSnapshot): Promise<string[]> {
  const place = { owner: task.owner, taskId: task.id, context: request.path };
  const pages = await Promise.all(taskFiles(place).map((prefix) => list.page('', PAGE, prefix)));
  return pages.flatMap(({ items }) => items.map(({ key }) => key));
}

/**
 * The keys of all objects of a task: of those files that its rows name, and of those that lie under its name. A visit
 * that died between the two has left a file that no row names, and a task that was canceled then is not visited for it
 * again.
 */
export async function objectsOfTask(list: ObjectList, snapshot: TaskSnapshot): Promise<string[]> {
  const listed = await listedFiles(list, snapshot);
  return [...new Set([...objectsOf(snapshot.outputs), ...listed.flatMap(objectsAt)])];
}
