import { createHmac, hash } from 'node:crypto';
import type { ArchiveDependencies } from '#actions/workflow/archive-output.ts';
import type { Dependencies, SubmitDependencies } from '#actions/dependencies.ts';
import { admissionGate } from '#storage/tasks/admission-gate.ts';
import { countOpenTasks, type CountOpenTasks } from '#actions/limits/count-open-tasks.ts';
import { amendOwnLimits } from '#storage/limits/limit-store.ts';
import { openTaskCounts, type OpenTaskCounts } from '#storage/limits/open-task-counts.ts';
import { openTasks, type OpenTaskStore } from '#storage/limits/open-tasks.ts';
import { itemStore } from '#storage/operators/item-store.ts';
import { ledgerStore } from '#storage/money/ledger-store.ts';
import type { MediaStore } from '#storage/objects/media-store.ts';
import type { BucketMarker } from '#storage/objects/bucket-marker.ts';
import type { ObjectList } from '#storage/objects/object-list.ts';
import { walkStore, type WalkStore } from '#storage/files/walk-store.ts';
import type { ObjectRemoval } from '#storage/objects/upload-removal.ts';
import type { Row, Table, Write, WriteResult } from '#storage/table/table-port.ts';
import { questionTurns, type QuestionTurns } from '#storage/tasks/question-turns.ts';
import { taskStore } from '#storage/tasks/task-store.ts';
import { executionInput, type Workflow } from '#storage/compute/workflow.ts';
import { executionName } from '#domain/tasks/execution.ts';
import { dialectNamed } from '#providers/dialects.ts';
import type { Clock, Digest, Random } from '#domain/ports.ts';
import { IN_FLIGHT_SECONDS, SUBMIT_CALL_SECONDS } from '#domain/tasks/limits.ts';
import { stepAsideMs } from '#domain/tasks/schedule.ts';
import { lumenAdapter } from '../../stack/synchronous/lumen.ts';
import { archivePort } from './archive-port.ts';
import { inputPorts } from './input-ports.ts';
import { livePorts } from './live-ports.ts';
import { providerPort } from './provider-port.ts';
import { turnPorts } from './turn-ports.ts';
import { outboxPort, webhookPorts } from './webhook-ports.ts';
import type { Invocation } from '../engine/invocation.ts';
import type { Environment } from '../engine/environment.ts';

/** All dependencies that functions pass to actions. */
export type Ports = Dependencies &
  SubmitDependencies &
  ReturnType<typeof turnPorts> &
  Omit<ArchiveDependencies, 'media'> & {
    readonly media: MediaStore;
    readonly services: readonly string[];
    readonly turns: QuestionTurns;
    readonly places: OpenTaskStore & OpenTaskCounts;
    readonly countOpen: CountOpenTasks;
    readonly amendLimits: ReturnType<typeof amendOwnLimits>;
    readonly list: ObjectList;
    readonly objects: ObjectRemoval;
    readonly place: WalkStore;
    readonly marker: BucketMarker;
  } & ReturnType<typeof inputPorts> &
  ReturnType<typeof webhookPorts> &
  ReturnType<typeof livePorts>;

const kindOf = (key: string): string => key.split('#', 1)[0] ?? key;
const rowName = (pk: string, sk: string): string => (pk.startsWith('task#') ? kindOf(sk) : kindOf(pk));

function nameOf(write: Write): string {
  const { pk, sk } = write.type === 'put' ? write.row : write.key;
  return rowName(pk, sk);
}

const conflict = (): WriteResult => ({ type: 'conflict' });

/** The table as one invocation reaches it. */
function tablePort(invocation: Invocation, { table, version }: Environment): Table {
  const written = version();
  return {
    get: (key) =>
      invocation.call<Row | undefined>({
        operation: `table.get#${rowName(key.pk, key.sk)}`,
        effect: () => table.get(key),
      }),
    many: (keys) =>
      invocation.call<readonly Row[]>({
        operation: 'table.many',
        effect: () => keys.map((key) => table.get(key)).filter((row) => row !== undefined),
      }),
    partition: (pk, prefix) =>
      invocation.call<readonly Row[]>({
        operation: `table.partition#${kindOf(pk)}`,
        effect: () => table.partition(pk, prefix),
      }),
    page: (pk, after, limit) =>
      invocation.call<readonly Row[]>({
        operation: `table.page#${kindOf(pk)}`,
        effect: () => table.page(pk, after, limit),
      }),
    index: (query) =>
      invocation.call({ operation: `table.index#${query.index}`, effect: () => table.index(query) }),
    write: (write) =>
      invocation.call({
        operation: `table.write#${nameOf(write)}`,
        effect: () => written([write]).map((one) => table.write(one))[0] ?? conflict(),
      }),
    transact: (writes) =>
      invocation.call({
        operation: `table.transact#${writes.map(nameOf).join('+')}`,
        effect: () => table.transact(written(writes)),
        onConflict: conflict,
      }),
    update: (write) =>
      invocation.call<Row | undefined>({
        operation: `table.update#${nameOf(write)}`,
        effect: () => table.update(write),
      }),
  };
}

function workflowPort(invocation: Invocation, { machine, onWake }: Environment): Workflow {
  return {
    start: (task) =>
      invocation.call({
        operation: 'workflow.start',
        effect: () => machine.start(executionName(task), executionInput(task)),
      }),
    state: (task) =>
      invocation.call<'running' | 'over' | 'missing'>({
        operation: 'workflow.state',
        effect: () => machine.state(executionName(task)),
      }),
    stop: (task) =>
      invocation.call({
        operation: 'workflow.stop',
        effect: () => machine.stop(executionName(task)),
      }),
    succeed: (token) =>
      invocation.call<'woken' | 'gone'>({
        operation: 'workflow.succeed',
        effect: () => {
          onWake(invocation.action, token);
          return machine.succeed(token);
        },
      }),
    interrupt: (token, why) =>
      invocation.call<'woken' | 'gone'>({
        operation: 'workflow.interrupt',
        effect: () => machine.interrupt(token, why),
      }),
  };
}

const digest: Digest = {
  sha256: (text) => hash('sha256', text),
  hmac256: (key, text) => createHmac('sha256', key).update(text).digest('hex'),
  same: (left, right) => left === right,
};

/** All ports of one invocation. */
export function portsFor(invocation: Invocation, environment: Environment): Ports {
  const { heap, chance, log, newSecret } = environment;
  const table = tablePort(invocation, environment);
  const archive = archivePort(invocation, environment);
  const clock: Clock = {
    now: () => heap.now,
    sleep: (milliseconds) =>
      invocation.call({ operation: 'clock.sleep', milliseconds, effect: () => undefined }),
  };
  const random: Random = {
    fraction: () => chance.fraction(),
    hex128: () => chance.hex(32),
    secret256: newSecret,
  };
  const tasks = taskStore(
    { table, nonce: random.hex128, backoff: (tries) => clock.sleep(stepAsideMs(tries, random.fraction())) },
    outboxPort(invocation, environment, table),
  );
  const places = { ...openTasks(table, {}), ...openTaskCounts(table) };
  return {
    services: ['KIE'],
    place: walkStore(table, 'media'),
    tasks,
    places,
    amendLimits: amendOwnLimits(table),
    countOpen: countOpenTasks({ places, tasks, clock, log }),
    ledger: ledgerStore(table),
    items: itemStore(table),
    gate: admissionGate(table, () => environment.rules.gate),
    ...turnPorts(invocation, environment, { table, clock, log }),
    turns: questionTurns(table, () => environment.rules.questions),
    workflow: workflowPort(invocation, environment),
    ...providerPort(invocation, environment),
    ...archive,
    ...inputPorts(invocation, environment, { table, clock, random, digest, log }),
    ...webhookPorts(invocation, environment, { table, tasks, clock, random, log }),
    ...livePorts(invocation, environment, { table, tasks, clock, random, log }),
    dialectOf: (name) => lumenAdapter.dialects[name] ?? dialectNamed(name),
    clock,
    random,
    digest,
    log,
    publicUrl: environment.publicUrl,
    callSecondsOf: () => SUBMIT_CALL_SECONDS,
    inFlightSeconds: IN_FLIGHT_SECONDS,
    answerMedia: async () => archive.media,
  };
}
