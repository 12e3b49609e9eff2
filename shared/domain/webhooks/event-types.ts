import { namesOf } from '../names.ts';

/** What happens to a task that its owner can see. */
export const taskEvents = {
  'task.created': 'a task was made',
  'task.stage_changed': 'an open task is at another stage',
  'task.succeeded': 'a task has ended, and every output is in the archive',
  'task.failed': 'a task has ended without all its outputs',
  'task.canceled': 'a task was ended by its owner',
  'task.late_result': 'what became of outputs after the end has changed how a task ended',
  'task.cost_final': 'what an ended task costs is known for good',
} as const;

export type TaskEventType = keyof typeof taskEvents;

export const allTaskEvents: readonly TaskEventType[] = namesOf(taskEvents);

/** What is told of webhooks themselves, whatever a webhook asks for. */
export const webhookEvents = {
  'webhook.test': 'somebody tries whether it arrives',
  'webhook.disabled': 'another webhook of yours gets nothing any more',
} as const;

export type EventType = TaskEventType | keyof typeof webhookEvents;

export const allEvents: readonly EventType[] = [...allTaskEvents, ...namesOf(webhookEvents)];
