import * as z from 'zod';
import { isTaskId } from '#domain/ids.ts';
import type { LiveTarget } from '#domain/live/live.ts';
import { once } from '#domain/once.ts';
import { isEventId } from '#domain/webhooks/delivery.ts';
import type { Problem } from '../wire/problem.ts';

/** What clients and we say to each other over a WebSocket. Events are said as webhooks get them. */

const target = {
  task: z.string().refine(isTaskId, 'The id of a task').exactOptional(),
  prompt: z.string().min(1).max(256).exactOptional(),
  owner: z.literal(true).exactOptional(),
};
const targetOf = ({
  task,
  prompt,
  owner,
}: {
  readonly task?: z.output<typeof target.task>;
  readonly prompt?: string;
  readonly owner?: true;
}): LiveTarget[] => [
  ...(task === undefined ? [] : [{ type: 'task', id: task } as const]),
  ...(prompt === undefined ? [] : [{ type: 'prompt', id: prompt } as const]),
  ...(owner === undefined ? [] : [{ type: 'owner' } as const]),
];

/** The one target that a message names. */
function oneTarget(
  members: Parameters<typeof targetOf>[0],
  context: { issues: z.core.$ZodRawIssue[]; value: unknown },
): LiveTarget {
  const [first, ...others] = targetOf(members);
  if (first !== undefined && others.length === 0) return first;
  context.issues.push({
    code: 'custom',
    message: 'One of task, prompt and owner says what is asked for',
    input: context.value,
  });
  return z.NEVER;
}

/** What a client says. */
export const clientMessage = once(() =>
  z.discriminatedUnion('action', [
    z
      .strictObject({
        action: z.literal('subscribe'),
        token: z.string().min(1).max(8192),
        after: z.string().refine(isEventId, 'The id of an event').exactOptional(),
        ...target,
      })
      .transform(({ action, token, after, ...members }, context) => ({
        action,
        token,
        target: oneTarget(members, context),
        ...(after === undefined ? {} : { after }),
      })),
    z
      .strictObject({ action: z.literal('unsubscribe'), ...target })
      .transform(({ action, ...members }, context) => ({ action, target: oneTarget(members, context) })),
    z.strictObject({ action: z.literal('ping') }),
  ]),
);

export type ClientMessage = z.output<ReturnType<typeof clientMessage>>;

/** What is answered to it, beside events and `resync`. */
export type ServerMessage =
  | { readonly type: 'pong' }
  | { readonly type: 'unsubscribed' }
  | { readonly type: 'error'; readonly problem: Problem };
