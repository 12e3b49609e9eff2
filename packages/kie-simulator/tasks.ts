import * as z from 'zod';
import { inCredits } from './credits.ts';
import { mediaSpec } from './media/spec.ts';

const attempt = z.object({
  at: z.number(),
  /** What was sent: the truth, the same again, a lie, a wrong signature. */
  sent: z.enum(['result', 'duplicate', 'forged', 'bad-signature']),
  /** The receiver's HTTP status, or why there was none. */
  outcome: z.string(),
});

/** One task of any family, as the simulator keeps it. */
export const taskSchema = z.object({
  id: z.string(),
  family: z.string(),
  model: z.string(),
  parent: z.string().nullable(),
  /** The request as it came, and the input inside it. */
  body: z.record(z.string(), z.unknown()),
  input: z.record(z.string(), z.unknown()),
  prompt: z.string(),
  callbackUrl: z.string().nullable(),
  createdAt: z.number(),
  visibleAt: z.number(),
  queuingAt: z.number().nullable(),
  generatingAt: z.number().nullable(),
  /** Null when the task never ends. */
  endsAt: z.number().nullable(),
  faults: z.array(z.string()),
  charged: z.number(),
  refunded: z.number(),
  outputs: z.array(z.object({ name: z.string(), spec: mediaSpec })),
  state: z.enum(['running', 'success', 'fail']),
  completedAt: z.number().nullable(),
  failCode: z.string().nullable(),
  failMsg: z.string().nullable(),
  queryFaults: z.number(),
  /** When the callback is to be sent (again); null when there is nothing left to send. */
  callbackAt: z.number().nullable(),
  callbackTries: z.number(),
  callbacks: z.array(attempt),
});

export type Task = z.infer<typeof taskSchema>;
export type Attempt = z.infer<typeof attempt>;

/** What was created and what it cost, for tests to hold their own books against. */
export interface LedgerEntry {
  taskId: string;
  family: string;
  model: string;
  parent: string | null;
  callbackUrl: string | null;
  prompt: string;
  createdAt: number;
  completedAt: number | null;
  state: Task['state'];
  failCode: string | null;
  charged: number;
  refunded: number;
  outputs: number;
  faults: string[];
  callbacks: Attempt[];
}

/** The ledger's line about a task; amounts in credits. */
export const ledgerLine = (task: Task): LedgerEntry => ({
  taskId: task.id,
  family: task.family,
  model: task.model,
  parent: task.parent,
  callbackUrl: task.callbackUrl,
  prompt: task.prompt,
  createdAt: task.createdAt,
  completedAt: task.completedAt,
  state: task.state,
  failCode: task.failCode,
  charged: inCredits(task.charged),
  refunded: inCredits(task.refunded),
  outputs: task.state === 'success' ? task.outputs.length : 0,
  faults: task.faults,
  callbacks: task.callbacks,
});

/** All tasks, each change written down. */
export interface TaskRecords {
  get(id: string): Task | undefined;
  all(): Task[];
  /** The task that made the file of this name. */
  ownerOf(file: string): Task | undefined;
  put(task: Task): void;
  clear(): void;
}

/** A book that starts with what is remembered. */
export function taskRecords(remembered: readonly Task[], written: (task: Task) => void): TaskRecords {
  const tasks = new Map<string, Task>();
  const makers = new Map<string, string>();
  const enter = (task: Task): void => {
    tasks.set(task.id, task);
    for (const output of task.outputs) makers.set(output.name, task.id);
  };
  for (const task of remembered) enter(task);
  return {
    get: (id) => tasks.get(id),
    all: () => [...tasks.values()],
    ownerOf: (file) => tasks.get(makers.get(file) ?? ''),
    put(task) {
      enter(task);
      written(task);
    },
    clear() {
      tasks.clear();
      makers.clear();
    },
  };
}
