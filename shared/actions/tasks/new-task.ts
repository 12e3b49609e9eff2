import type { PathContext } from '#domain/files/archive-key.ts';
import type { Owner, TaskId } from '#domain/ids.ts';
import { toCredits } from '#domain/money/money.ts';
import { isoTime } from '#domain/ports.ts';
import { incarnationAt } from '#domain/tasks/incarnation.ts';
import type { Priority, Task, TaskRequest, TaskSnapshot } from '#domain/tasks/task.ts';
import type { Plan } from '#providers/catalog/model.ts';
import type { Write } from '#storage/table/table-port.ts';

/** A create request after its form has been checked; what `providerParams` says is checked by the model itself. */
export interface CreateTask {
  readonly owner: Owner;
  /** Turns an idempotency key into an unguessable task id. */
  readonly idSecret: string;
  readonly idempotencyKey: string | undefined;
  /** The id of the API key that it comes with; absent for a token, and where an operator orders it for its owner. */
  readonly keyId?: string;
  /** The gateway's id of the request, for the log. */
  readonly requestId?: string;
  /** Makes what is written with the new task, and tells of who has ordered it; absent for its owner. */
  readonly told?: (id: TaskId) => Write;
  /** The task that this one repeats or varies. */
  readonly parent?: { readonly id: TaskId; readonly retryCount: number };
  readonly body: {
    readonly promptId?: string;
    readonly providerParams: Readonly<Record<string, unknown>>;
    readonly priority?: Priority;
    readonly metadata?: Readonly<Record<string, unknown>>;
    readonly path?: PathContext;
    readonly keepOutputs?: boolean;
    readonly callbackUrl?: string;
  };
}

/** What became of a create request. */
export interface CreatedTask {
  /** As it was when it was created: a repeated request gets the same answer as the first. */
  readonly snapshot: TaskSnapshot;
  readonly replayed: boolean;
  readonly deprecation?: NonNullable<Plan['deprecation']>;
}

/** What a new task is called, what identifies the request, and when it came, in epoch milliseconds. */
export interface NewTaskId {
  readonly id: TaskId;
  /** Hex SHA-256 of what is asked, where an idempotency key was given. */
  readonly hash: string | undefined;
  readonly now: number;
}

/** The sweeper looks at a task that nobody has driven for this long. */
const SWEEP_AFTER_MS = 45_000;

/** The task that this one repeats, varies or goes on from. */
function parentOf({ parent }: CreateTask, plan: Plan): Pick<Task, 'parentTaskId'> {
  const id = parent?.id ?? plan.parent?.taskId;
  return id === undefined ? {} : { parentTaskId: id };
}

/** The task that an order asks for, as it is before anybody has looked at it. */
export function newTask(order: CreateTask, plan: Plan, { id, hash, now }: NewTaskId): Task {
  const { body, owner, keyId } = order;
  return {
    id,
    owner,
    status: 'PENDING',
    service: plan.service,
    model: plan.model,
    wireModel: plan.wireModel,
    dialect: plan.dialect,
    media: plan.media,
    jobs: plan.jobs,
    estimate: plan.estimate,
    priority: priorityOf(body),
    ...(body.promptId === undefined ? {} : { promptId: body.promptId }),
    ...parentOf(order, plan),
    retryCount: order.parent?.retryCount ?? 0,
    incarnation: incarnationAt(now),
    ...(keyId === undefined ? {} : { keyId }),
    ...(body.callbackUrl === undefined ? {} : { callbackUrl: body.callbackUrl }),
    run: 1,
    ...(hash === undefined ? {} : { requestHash: hash }),
    createdAt: isoTime(now),
    deadlineAt: isoTime(now + plan.timing.deadlineSeconds * 1000),
    expectedSeconds: plan.timing.expectedSeconds,
    firstLookSeconds: plan.timing.firstLookSeconds,
    polls: plan.timing.polls,
    lookAt: isoTime(now + SWEEP_AFTER_MS),
    history: [
      {
        at: isoTime(now),
        type: 'task-created',
        actor: 'client',
        attempt: 0,
        data: { jobs: plan.jobs, estimatedCredits: toCredits(plan.estimate) },
      },
    ],
  };
}

export const priorityOf = ({ priority }: Pick<CreateTask['body'], 'priority'>): Priority =>
  priority ?? 'normal';

/** What is known of the files that are given, and what the model takes of them. */
function filesOf({ inputUrls }: Plan): Pick<TaskRequest, 'inputs' | 'limits'> {
  if (inputUrls.length === 0) return {};
  const limits = inputUrls
    .filter(({ accept, maxMegabytes }) => accept !== undefined || maxMegabytes !== undefined)
    .map(({ url, accept, maxMegabytes }) => ({
      url,
      ...(accept === undefined ? {} : { accept }),
      ...(maxMegabytes === undefined ? {} : { maxMegabytes }),
    }));
  return { inputs: inputUrls.map(({ url }) => url), ...(limits.length === 0 ? {} : { limits }) };
}

/** What it asks for, in the words of the caller and in those of the provider. */
export const newRequest = ({ body, requestId }: CreateTask, plan: Plan): TaskRequest => ({
  providerParams: body.providerParams,
  input: plan.input,
  ...(plan.seeds === undefined ? {} : { seeds: plan.seeds }),
  ...filesOf(plan),
  ...(body.metadata === undefined ? {} : { metadata: body.metadata }),
  ...(body.path === undefined ? {} : { path: body.path }),
  ...(body.keepOutputs === undefined ? {} : { keepOutputs: body.keepOutputs }),
  ...(requestId === undefined ? {} : { requestId }),
});

/** JSON with sorted members: equal for equal requests, whatever their order. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}
