import { hash } from 'node:crypto';
import type { Upload } from '#domain/files/upload.ts';
import type { Task } from '#domain/tasks/task.ts';
import type { Row } from '#storage/table/table-port.ts';
import { checkJob, checkOutput } from './job-rules.ts';
import { checkOpen, type WatchOptions } from './open-rules.ts';
import { checkBudget, LedgerRules } from './money-rules.ts';
import { PlaceRules } from './place-rules.ts';
import { lostOfLater } from '../ports/later-version.ts';
import { QueueRules } from './queue-rules.ts';
import type { CreateCall, ProviderJob } from '../provider/provider-job.ts';
import { AudienceRules } from './audience-rules.ts';
import { isShut } from '../engine/schedule.ts';
import { asJob, asTask, jobsOf, readAddress, same, type RuleContext, type Watched } from './rule-context.ts';
import { checkTask } from './task-rules.ts';
import { UploadByteRules } from './upload-byte-rules.ts';
import { checkInputs, checkRemovedObject, checkShown, checkUpload, uploadRow } from './upload-rules.ts';

const firstOf = (key: string): string => key.split('#', 1)[0] ?? key;
const kindOf = ({ pk, sk }: Row): string => (firstOf(pk) === 'task' ? firstOf(sk) : firstOf(pk));

/** The provider takes our key again at once; the sweeper finds out within minutes. */
const LONGEST_SHUT_MS = 20 * 60_000;
/** An account that is empty is found out by one call, and by those that are under way with it. */
const LONGEST_UNPAID_MS = 60_000;
const MOST_PROBLEMS = 20;

/** Checks every change against the invariants at the moment it happens. */
export class Watch {
  readonly problems: string[] = [];
  readonly taken = new Map<string, ProviderJob[]>();
  /** Tasks that a client has been promised. */
  readonly promised = new Set<string>();
  /** Requests for a task, by prompt. */
  readonly asked = new Map<string, number>();
  /** Tasks whose removal has begun, and when: their rows may be incomplete. */
  readonly removing = new Map<string, number>();
  /** Tasks that have gone, and when: the last one of each id. */
  readonly removed = new Map<string, number>();
  /** Uploads whose removal a client has asked for. */
  readonly discarding = new Set<string>();
  readonly #context: RuleContext;
  readonly #ledger = new LedgerRules();
  readonly #places = new PlaceRules();
  readonly #queue: QueueRules;
  readonly #bytes = new UploadByteRules();
  readonly #audience: AudienceRules;
  readonly #urls = new Set<string>();
  /** Since when nothing is sent, because our key was refused or our account is empty. */
  #shutSince = Infinity;
  /** Since when calls come that cannot be paid. */
  #unpaidSince: number | undefined;
  /** Whether a row has changed since the last look at what is at rest. */
  #hasChanged = false;
  /** Whose task a token stands for. */
  readonly #tokens = new Map<string, string>();

  /** What is checked of a row that has changed, by its kind. */
  readonly #rules: Readonly<Record<string, (before: Row | undefined, after: Row | undefined) => void>> = {
    task: (before, after) => {
      checkTask(this.#context, before, after);
      this.#places.taskChanged(this.#context, before && asTask(before), after && asTask(after));
      if (after === undefined && before !== undefined) this.#forget(asTask(before));
    },
    job: (before, after) => {
      if (typeof after?.['taskToken'] === 'string') this.#tokens.set(after['taskToken'], after.pk);
      checkJob(this.#context, before, after);
    },
    output: (before, after) => checkOutput(this.#context, before, after),
    request: (before, after) => this.#requestChanged(before, after),
    upload: (before, after) => {
      checkUpload(this.#context, before, after);
      this.#bytes.uploadChanged(before, after);
    },
    limits: (_before, after) => {
      if (after !== undefined) this.#bytes.limitsChanged(this.#context, after);
    },
    budget: (_before, after) => {
      if (after?.sk === 'budget') checkBudget(this.#context, after);
    },
    ledger: (before, after) => this.#ledger.check(this.#context, before, after),
    queue: (before, after) => this.#queue.changed(this.#context, before, after),
    gate: (_before, after) => {
      // Where there are others, calls go on with them.
      if (after?.pk !== 'gate#KIE') return;
      if (this.#shutSince < Infinity) this.#queue.called(this.#context);
      this.#shutSince = isShut(after) ? Math.min(this.#shutSince, this.#context.now()) : Infinity;
    },
  };

  constructor(watched: Watched, { windowMs, isBesideEarlier, audience }: WatchOptions) {
    this.#queue = new QueueRules(windowMs);
    this.#audience = new AudienceRules(audience);
    this.#context = {
      ...watched,
      isBesideEarlier,
      taken: this.taken,
      discarding: this.discarding,
      problem: (what) => this.problem(what),
    };
  }

  problem(what: string): void {
    if (this.problems.length < MOST_PROBLEMS) this.problems.push(what);
  }

  /** A row has changed. */
  changed(before: Row | undefined, after: Row | undefined): void {
    this.#hasChanged = true;
    const row = after ?? before;
    if (row !== undefined) this.#rules[kindOf(row)]?.(before, after);
    if (row !== undefined) this.#audience.changed(kindOf(row), before, after);
    for (const name of lostOfLater(before, after))
      this.problem(`${row?.pk} ${row?.sk} has lost ${name} of a later version`);
  }

  /** A task has gone: another may have its id from now on, with calls and costs of its own. */
  #forget({ id, jobs }: Task): void {
    this.#ledger.forget(id);
    this.removed.set(id, this.#context.now());
    for (let n = 1; n <= jobs; n += 1) this.taken.delete(`${id}/${n}`);
  }

  #requestChanged(before: Row | undefined, after: Row | undefined): void {
    if (before !== undefined && after !== undefined && !same(before, after)) {
      this.problem('a request changed');
    }
    if (before === undefined && after !== undefined) checkInputs(this.#context, after);
  }

  /** The provider has refused a call that was known to be refused: it is paid for by nobody, or asked too soon. */
  turnedAway(why: 'unpaid' | 'too many questions'): void {
    const now = this.#context.now();
    if (this.#context.hasFaults()) return;
    if (why === 'too many questions')
      return this.problem('the provider was asked after jobs faster than it answers');
    this.#unpaidSince ??= now;
    if (now > this.#unpaidSince + LONGEST_UNPAID_MS)
      this.problem('a call was made that was known not to be paid for');
  }

  /** The provider has received a create call. */
  created({ callbackUrl, taskId: told, job, foreignFiles }: CreateCall): void {
    this.#queue.called(this.#context);
    if (foreignFiles.length > 0)
      this.problem(`sent with inputs that are no copies: ${foreignFiles.join(', ')}`);
    if (told !== undefined && callbackUrl === undefined) this.#createdAtOnce(told, job);
    if (callbackUrl === undefined) return;
    if (this.#urls.has(callbackUrl)) this.problem('one attempt was sent twice');
    this.#urls.add(callbackUrl);
    const { taskId, owner, n, secret } = readAddress(callbackUrl);
    const pk = `task#${owner}#${taskId}`;
    if (this.#context.table.get({ pk, sk: 'task' }) === undefined) this.problem(`${pk} is sent, and is gone`);
    const row = this.#context.table.get({ pk, sk: `job#${n}` });
    const claim = row === undefined ? undefined : asJob(row).claim;
    const name = `${taskId}/${n}`;
    if (claim?.tokenHash !== hash('sha256', secret)) this.problem(`job ${name} was sent without a claim`);
    this.#accepted(name, job);
  }

  #accepted(name: string, job: ProviderJob | undefined): void {
    if (job === undefined) return;
    const all = [...(this.taken.get(name) ?? []), job];
    this.taken.set(name, all);
    if (all.length > 1) this.problem(`job ${name} was paid for ${all.length} times`);
  }

  /** A call that carries no address of ours: such a task has one job. */
  #createdAtOnce(taskId: string, job: ProviderJob | undefined): void {
    const pk = this.#context.table.partitions('task#').find((name) => name.endsWith(taskId));
    const row = this.#context.table.get({ pk: pk ?? '', sk: 'job#1' });
    const claim = row === undefined ? undefined : asJob(row).claim;
    if (claim === undefined) return this.problem(`job ${taskId}/1 was sent without a claim`);
    if (this.#urls.has(claim.claimId)) this.problem('one attempt was sent twice');
    this.#urls.add(claim.claimId);
    this.#accepted(`${taskId}/1`, job);
  }

  /** Called before the execution that waits with this token is woken. */
  woken(action: string, token: string): void {
    const pk = this.#tokens.get(token);
    if (action !== 'provider-callback' || pk === undefined) return;
    const task = this.#context.table.get({ pk, sk: 'task' });
    const jobs = task === undefined ? [] : jobsOf(this.#context, asTask(task));
    const ready = jobs.filter(
      ({ state, readyAt, mailbox }) =>
        state === 'refused' || state === 'canceled' || readyAt !== undefined || mailbox !== undefined,
    );
    if (ready.length < jobs.length) this.problem(`${pk} was woken before the record said why`);
  }

  /** A client holds an answer that says this task is removed. */
  wasRemoved(id: string): void {
    if (!this.removing.has(id)) return;
    for (const pk of this.#context.table.partitions('task#').filter((name) => name.endsWith(id))) {
      const left = this.#context.table.partition(pk).filter(({ sk }) => sk === 'task' || sk === 'request');
      if (left.length > 0) this.problem(`task ${id} was removed, and is still there`);
    }
    // An invocation that outlives the task may still write an object. No record names it, and the walk through the bucket removes it.
    const since = this.removing.get(id) ?? 0;
    for (const [key, { writtenAt }] of this.#context.media.objects) {
      if (writtenAt < since && key.includes(id)) this.problem(`task ${id} was removed, and left ${key}`);
    }
  }

  objectRemoved(key: string): void {
    checkRemovedObject(this.#context, key);
  }

  wasShown(upload: Upload): void {
    checkShown(this.#context, upload);
  }

  /** A client holds an answer that says this upload is removed. */
  wasDiscarded({ owner, id }: Upload): void {
    if (uploadRow(this.#context, owner, id) !== undefined)
      this.problem(`upload ${id} was removed, and is still there`);
  }

  /** The rules of rest after a step of the run in which a row has changed; not thorough: those that must see each change. */
  afterStep(thorough: boolean): void {
    if (!this.#hasChanged) return;
    this.#hasChanged = false;
    if (thorough) this.atRest();
    else this.#audience.atRest(this.#context);
  }

  /** Every task that is open has something that drives it; every promised one exists. */
  atRest(): void {
    const found = new Set<string>();
    for (const pk of this.#context.table.partitions('task#')) {
      const row = this.#context.table.get({ pk, sk: 'task' });
      if (row === undefined) continue;
      found.add(asTask(row).id);
      if (row['status'] === 'PENDING') checkOpen(this.#context, row);
    }
    this.#places.atRest(this.#context);
    this.#queue.atRest(this.#context, this.#shutSince < Infinity);
    this.#bytes.atRest(this.#context);
    this.#audience.atRest(this.#context);
    if (this.#context.now() > this.#shutSince + LONGEST_SHUT_MS) this.problem('nothing is ever sent again');
    for (const id of this.promised) {
      if (!found.has(id) && !this.removing.has(id)) this.problem(`task ${id} was promised and is gone`);
    }
  }

  /** The run is over: no task is open. */
  atEnd(): void {
    this.atRest();
    this.#places.atEnd(this.#context);
    this.#queue.atEnd(this.#context);
    this.#audience.atEnd(this.#context);
  }
}
