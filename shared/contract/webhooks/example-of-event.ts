import type { TaskEventType } from '#domain/webhooks/event-types.ts';
import type { TaskView } from '../tasks/answers.ts';
import { examples } from '../tasks/examples.ts';

/** What an event of a type says where somebody only tries it: a task that there never was. */
export const exampleOfEvent: Readonly<Record<TaskEventType, TaskView>> = {
  'task.created': examples.pending,
  'task.stage_changed': { ...examples.pending, stage: 'generating', attempt: 1 },
  'task.succeeded': examples.succeeded,
  'task.failed': examples.failed,
  'task.canceled': examples.canceled,
  'task.late_result': examples.succeeded,
  'task.cost_final': examples.succeeded,
};
