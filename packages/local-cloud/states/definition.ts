import * as z from 'zod';
import { jsonValue } from './json.ts';

// Only what a definition that passed `checkDefinition` can hold; the rules explain what is wrong with the rest.
const expression = z.string();
const amount = z.union([z.number(), expression]);
const assign = z.record(z.string(), jsonValue);

const retrier = z.object({
  ErrorEquals: z.array(z.string()),
  IntervalSeconds: z.number().default(1),
  MaxAttempts: z.number().default(3),
  BackoffRate: z.number().default(2),
  MaxDelaySeconds: z.number().optional(),
  JitterStrategy: z.enum(['FULL', 'NONE']).default('NONE'),
});

const catcher = z.object({
  ErrorEquals: z.array(z.string()),
  Next: z.string(),
  Assign: assign.optional(),
  Output: jsonValue.optional(),
});

const shaping = { Assign: assign.optional(), Output: jsonValue.optional() };
const leaving = { Next: z.string().optional(), End: z.literal(true).optional() };

const task = z.object({
  Type: z.literal('Task'),
  Resource: z.string(),
  Arguments: jsonValue.optional(),
  TimeoutSeconds: amount.optional(),
  HeartbeatSeconds: amount.optional(),
  Retry: z.array(retrier).default([]),
  Catch: z.array(catcher).default([]),
  ...shaping,
  ...leaving,
});

const choiceRule = z.object({
  Condition: z.union([z.boolean(), expression]),
  Next: z.string(),
  ...shaping,
});

const choice = z.object({
  Type: z.literal('Choice'),
  Choices: z.array(choiceRule),
  Default: z.string().optional(),
  ...shaping,
});

const wait = z.object({
  Type: z.literal('Wait'),
  Seconds: amount.optional(),
  Timestamp: expression.optional(),
  ...shaping,
  ...leaving,
});

const pass = z.object({ Type: z.literal('Pass'), ...shaping, ...leaving });
const succeed = z.object({ Type: z.literal('Succeed'), Output: jsonValue.optional() });
const fail = z.object({
  Type: z.literal('Fail'),
  Error: expression.optional(),
  Cause: expression.optional(),
});

const machine = z.object({
  StartAt: z.string(),
  TimeoutSeconds: z.number().optional(),
  States: z.record(z.string(), z.discriminatedUnion('Type', [task, choice, wait, pass, succeed, fail])),
});

/** A state machine as the engine reads it. */
export type Machine = z.infer<typeof machine>;
/** Any one state of a machine. */
export type State = Machine['States'][string];
/** A state of one type. */
export type StateOf<Type extends State['Type']> = Extract<State, { Type: Type }>;
/** One entry of a Retry list. */
export type Retrier = z.infer<typeof retrier>;
/** One entry of a Catch list. */
export type Catcher = z.infer<typeof catcher>;

/** Reads the text of a definition that has passed `checkDefinition`. */
export function parseMachine(text: string): Machine {
  return machine.parse(JSON.parse(text));
}

const INVOKE = 'arn:aws:states:::lambda:invoke';

/** How a Task calls its function; undefined for a resource this engine does not know. */
export type Integration = 'invoke' | 'invoke.waitForTaskToken' | 'function';

/** Reads a Task's Resource. */
export function integrationOf(resource: string): Integration | undefined {
  if (resource === INVOKE) return 'invoke';
  if (resource === `${INVOKE}.waitForTaskToken`) return 'invoke.waitForTaskToken';
  // A placeholder stands for a function's ARN until the deployment fills it in.
  return /^arn:aws[\w-]*:lambda:[^:]*:\d*:function:.+$|^\$\{\w+\}$/.test(resource) ? 'function' : undefined;
}
