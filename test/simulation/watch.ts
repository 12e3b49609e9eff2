import { hash } from 'node:crypto';
import type { Job } from '#domain/job.ts';
import type { Output, Task } from '#domain/task.ts';
import type { Row } from '#storage/table-port.ts';
import type { Machine } from './machine.ts';
import type { MemoryMedia } from './media.ts';
import type { MemoryTable } from './memory-table.ts';
import type { CreateCall, Provider, ProviderJob } from './provider.ts';

export interface Watched {
  readonly now: () => number;
  readonly table: MemoryTable;
  readonly media: MemoryMedia;
  readonly provider: Provider;
  readonly machine: Machine;
}

/** Our own reading of a callback address: which job it is for, and by what secret. */
export interface CallbackAddress {
  readonly taskId: string;
  readonly owner: string;
  readonly n: number;
  readonly secret: string;
}

export function readAddress(url: string): CallbackAddress {
  const [taskId = '', token = ''] = url.split('/').slice(-2);
  const [n = '', owner = '', secret = ''] = token.split('.');
  return { taskId, owner, n: Number(n), secret };
}

export const asTask = (row: Row): Task => row as unknown as Task;
export const asJob = (row: Row): Job => row as unknown as Job;
export const asOutput = (row: Row): Output => row as unknown as Output;
export const same = (left: unknown, right: unknown): boolean =>
  JSON.stringify(left) === JSON.stringify(right);

const kindOf = ({ pk, sk }: Row): string => {
  const partition = pk.split('#')[0] ?? pk;
  return partition === 'task' ? (sk.split('#')[0] ?? sk) : partition;
};

/** The provider refused it for load, or our key altogether. */
const wasTurnedAway = ({ releases, history }: Job): boolean =>
  releases > 0 || history.some(({ type }) => type === 'job-held');

/** Only an operator, with a reason, opens a task again. */
function isReopened({ history }: Task): boolean {
  const last = history.at(-1);
  return last?.type === 'task-reopened' && last.actor === 'operator' && last.reason !== undefined;
}

/** From which state of a job to which others. */
const ways: Readonly<Record<Job['state'], readonly Job['state'][]>> = {
  queued: ['queued', 'submitting', 'canceled'],
  submitting: ['submitting', 'submitted', 'unknown', 'refused', 'queued'],
  unknown: ['unknown', 'submitted'],
  submitted: ['submitted'],
  refused: ['refused'],
  canceled: ['canceled'],
};

/** Archiving may take so long after the last moment, with everything that may break on the way. */
const LONGEST_OVERTIME_MS = 3 * 3600_000;

/** Looks at every change in the moment in which it happens, and holds it against what must never happen. */
export class Watch {
  readonly problems: string[] = [];
  /** Accepted creates for each job of ours, by `task/n`. */
  readonly taken = new Map<string, ProviderJob[]>();
  /** Tasks that a client has been promised. */
  readonly promised = new Set<string>();
  /** Requests for a task, by prompt. */
  readonly asked = new Map<string, number>();
  /** Tasks whose removal has begun: their rows may be incomplete. */
  readonly removing = new Set<string>();
  readonly #world: Watched;
  readonly #urls = new Set<string>();
  readonly #tokens = new Map<string, string>();
  readonly #settled = new Set<string>();

  constructor(world: Watched) {
    this.#world = world;
  }

  problem(what: string): void {
    if (this.problems.length < 20) this.problems.push(what);
  }

  /** A row has changed. */
  changed(before: Row | undefined, after: Row | undefined): void {
    const row = after ?? before;
    if (row === undefined) return;
    switch (kindOf(row)) {
      case 'task':
        return this.#taskChanged(before, after);
      case 'job':
        return this.#jobChanged(before, after);
      case 'output':
        return this.#outputChanged(before, after);
      case 'request':
        if (before !== undefined && after !== undefined && !same(before, after))
          this.problem('a request changed');
        return;
      case 'budget':
        if (after !== undefined) this.#budgetChanged(after);
        return;
      case 'ledger':
        return this.#ledgerChanged(before, after);
    }
  }

  #versioned(before: Row, after: Row): void {
    if (Number(after['rev']) !== Number(before['rev']) + 1) this.problem(`${after.sk} skipped a version`);
  }

  #taskChanged(before: Row | undefined, after: Row | undefined): void {
    if (after === undefined) return void (before !== undefined && this.#taskRemoved(asTask(before)));
    const now = asTask(after);
    if (before === undefined) return;
    this.#versioned(before, after);
    const old = asTask(before);
    if (now.run < old.run) this.problem(`task ${now.id} went back to run ${now.run}`);
    if (old.status === 'PENDING') {
      if (now.status !== 'PENDING') this.#ended(now);
    } else if (isReopened(now)) {
      if (old.ending?.failure?.code !== 'outcome_unknown' && old.ending?.failure?.code !== 'partial_result') {
        this.problem(`task ${now.id} was opened again after ${old.ending?.failure?.code ?? old.status}`);
      }
    } else if (now.status !== old.status || !same(now.ending, old.ending)) {
      this.problem(`task ${now.id} was ${old.status} and is ${now.status}`);
    }
    if (old.settlement?.final === true && !same(old.settlement, now.settlement)) {
      this.problem(`task ${now.id} was settled for good, and again`);
    }
    if (now.history.length < old.history.length) this.problem(`task ${now.id} lost a line of its timeline`);
  }

  #taskRemoved({ id, status }: Task): void {
    if (status === 'PENDING') this.problem(`task ${id} was removed while it was open`);
    this.removing.add(id);
  }

  jobsOf({ owner, id }: Pick<Task, 'owner' | 'id'>): Job[] {
    return this.#world.table.partition(`task#${owner}#${id}`, 'job#').map(asJob);
  }

  outputsOf({ owner, id }: Pick<Task, 'owner' | 'id'>): Output[] {
    return this.#world.table.partition(`task#${owner}#${id}`, 'output#').map(asOutput);
  }

  #ended(task: Task): void {
    const jobs = this.jobsOf(task);
    const remote = jobs.flatMap(({ externalId }) => this.#world.provider.jobs.get(externalId ?? '') ?? []);
    const complain = (why: string): void => this.problem(`task ${task.id} ended ${task.status}, ${why}`);
    if (task.status === 'SUCCESS') return this.#succeeded(task, jobs, complain);
    if (task.status === 'CANCELED') {
      const taken = Array.from(
        { length: task.jobs },
        (_, i) => this.taken.get(`${task.id}/${i + 1}`) ?? [],
      ).flat();
      if (task.ending?.detached !== true && taken.length > 0) complain('though the provider has a job of it');
      return;
    }
    const ends = remote
      .filter((job) => this.#world.provider.isOver(job))
      .map(({ behaviour }) => behaviour.end);
    const code = task.ending?.failure?.code;
    const isOverdue = this.#world.now() >= Date.parse(task.deadlineAt);
    if (code === 'timeout' || code === 'outcome_unknown') {
      if (!isOverdue) complain(`${code}, before its deadline`);
    }
    if (code === 'outcome_unknown' && !jobs.some(({ state }) => state === 'unknown'))
      complain('nothing is unknown');
    if (code === 'generation_failed' && !ends.includes('fail')) complain('but no job of it has failed');
    if (code === 'empty_result' && !ends.includes('empty')) complain('but no job of it is empty');
    if (code === 'provider_unavailable' && !jobs.some(wasTurnedAway)) complain('never refused');
  }

  #succeeded(task: Task, jobs: readonly Job[], complain: (why: string) => void): void {
    if (jobs.length !== task.jobs) return complain(`with ${jobs.length} of ${task.jobs} jobs`);
    const outputs = this.outputsOf(task);
    for (const { n, externalId } of jobs) {
      const remote = this.#world.provider.jobs.get(externalId ?? '');
      if (remote === undefined) complain(`but job ${n} is not the provider's`);
      else if (!this.#world.provider.isOver(remote)) complain(`but job ${n} still runs`);
      else if (remote.behaviour.end !== 'success') complain(`but job ${n} is ${remote.behaviour.end}`);
      else {
        const kept = outputs.filter((output) => output.job === n && output.stored !== undefined);
        if (kept.length !== remote.urls.length)
          complain(`with ${kept.length} of ${remote.urls.length} files`);
      }
    }
  }

  #jobChanged(before: Row | undefined, after: Row | undefined): void {
    if (after === undefined) return;
    const now = asJob(after);
    const [, , id = ''] = after.pk.split('#');
    const complain = (why: string): void => this.problem(`job ${id}/${now.n} ${why}`);
    const old = before === undefined ? undefined : asJob(before);
    if (before !== undefined) this.#versioned(before, after);
    const from = old?.state ?? 'queued';
    if (!ways[from].includes(now.state)) complain(`went from ${from} to ${now.state}`);
    const isReclaimed =
      from !== 'queued' && now.state !== 'queued' && now.claim?.claimId !== old?.claim?.claimId;
    if (isReclaimed) complain('changed hands after its claim');
    if (old?.externalId !== undefined && now.externalId !== old.externalId)
      complain('changed its external id');
    if (now.attempt - (old?.attempt ?? 0) > 1 || now.attempt < (old?.attempt ?? 0))
      complain('miscounts its claims');
    if (now.taskToken !== undefined) this.#tokens.set(now.taskToken, after.pk);
    const wasTaken = (this.taken.get(`${id}/${now.n}`) ?? []).length > 0;
    if (from === 'submitting' && (now.state === 'queued' || now.state === 'refused') && wasTaken) {
      complain(`is ${now.state} though the provider took it`);
    }
    if (now.externalId !== undefined && old?.externalId === undefined) this.#adopted(id, now, complain);
    if (now.history.length < (old?.history.length ?? 0)) complain('lost a line of its timeline');
  }

  #adopted(id: string, job: Job, complain: (why: string) => void): void {
    const remote = this.#world.provider.jobs.get(job.externalId ?? '');
    if (remote === undefined) return complain('took an id that the provider never gave');
    if (remote.callbackUrl === undefined) return;
    const { taskId, n, secret } = readAddress(remote.callbackUrl);
    if (taskId !== id || n !== job.n || hash('sha256', secret) !== job.claim?.tokenHash) {
      complain('took the id of somebody else');
    }
  }

  #outputChanged(before: Row | undefined, after: Row | undefined): void {
    if (after === undefined) return;
    const { stored, sourceUrl, n } = asOutput(after);
    if (
      before !== undefined &&
      asOutput(before).stored !== undefined &&
      !same(asOutput(before).stored, stored)
    ) {
      this.problem(`output ${after.pk} ${n} changed`);
    }
    if (stored === undefined) return;
    const object = this.#world.media.objects.get(stored.key);
    if (object?.sha256 !== stored.sha256) this.problem(`output ${stored.key} is recorded, but not stored so`);
    if (stored.sha256 !== hash('sha256', sourceUrl))
      this.problem(`output ${stored.key} is not what was made`);
  }

  #budgetChanged(row: Row): void {
    const figure = (name: string): number => Number(row[name]);
    for (const period of ['month', 'day']) {
      const [limit, reserved, spent, free] = ['Limit', 'Reserved', 'Spent', 'Free'].map((name) =>
        figure(period + name),
      );
      if (limit === undefined || reserved === undefined || spent === undefined || free === undefined)
        continue;
      if (reserved + spent + free !== limit) this.problem(`${row.pk}: the ${period} does not add up`);
      if (Math.min(reserved, spent, free) < 0) this.problem(`${row.pk}: the ${period} is below nothing`);
    }
  }

  #ledgerChanged(before: Row | undefined, after: Row | undefined): void {
    if (before !== undefined) return this.problem('a line of the ledger changed');
    if (after === undefined) return;
    const type = String(after['type']);
    if (type === 'adjust') return;
    const what = type === 'hold' ? 'hold' : 'settlement';
    const name = `${what} of ${String(after['taskId'])}/${typeof after['job'] === 'number' ? after['job'] : 0}`;
    if (this.#settled.has(name)) this.problem(`a second ${name}`);
    this.#settled.add(name);
  }

  /** The provider has received a create call. */
  created({ callbackUrl, job }: CreateCall): void {
    if (callbackUrl === undefined) return;
    if (this.#urls.has(callbackUrl)) this.problem('one attempt was sent twice');
    this.#urls.add(callbackUrl);
    const { taskId, owner, n, secret } = readAddress(callbackUrl);
    const row = this.#world.table.get({ pk: `task#${owner}#${taskId}`, sk: `job#${n}` });
    const claim = row === undefined ? undefined : asJob(row).claim;
    if (claim?.tokenHash !== hash('sha256', secret))
      this.problem(`job ${taskId}/${n} was sent without a claim`);
    if (job === undefined) return;
    const name = `${taskId}/${n}`;
    const all = [...(this.taken.get(name) ?? []), job];
    this.taken.set(name, all);
    if (all.length > 1) this.problem(`job ${name} was paid for ${all.length} times`);
  }

  /** Somebody is about to wake the execution that waits with this token. */
  woken(action: string, token: string): void {
    const pk = this.#tokens.get(token);
    if (action !== 'kie-callback' || pk === undefined) return;
    const jobs = this.#world.table.partition(pk, 'job#').map(asJob);
    const ready = jobs.filter(
      ({ state, readyAt, mailbox }) =>
        state === 'refused' || state === 'canceled' || readyAt !== undefined || mailbox !== undefined,
    );
    if (ready.length < jobs.length) this.problem(`${pk} was woken before the record said why`);
  }

  /** A client holds an answer that says this task is removed. */
  wasRemoved(id: string): void {
    const rows = this.#world.table.partitions('task#').filter((pk) => pk.endsWith(id));
    if (rows.length > 0) this.problem(`task ${id} was removed, and is still there`);
    for (const key of this.#world.media.objects.keys()) {
      if (key.includes(id)) this.problem(`task ${id} was removed, and left ${key}`);
    }
  }

  /** Every task that is open has something that drives it; every promised one exists. */
  atRest(): void {
    const found = new Set<string>();
    for (const pk of this.#world.table.partitions('task#')) {
      const row = this.#world.table.get({ pk, sk: 'task' });
      if (row === undefined) continue;
      const { id, status, run, deadlineAt } = asTask(row);
      found.add(id);
      if (status === 'PENDING' && this.#world.now() > Date.parse(deadlineAt) + LONGEST_OVERTIME_MS) {
        this.problem(`task ${id} is open long after its deadline`);
      }
      if (status !== 'PENDING' || row['duePk'] !== undefined) continue;
      if (this.#world.machine.state(`${id}-${run}`) !== 'running')
        this.problem(`task ${id} is driven by nobody`);
    }
    for (const id of this.promised) {
      if (!found.has(id) && !this.removing.has(id)) this.problem(`task ${id} was promised and is gone`);
    }
  }
}
