import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FunctionRow } from '../../../infra/function-row.ts';
import { allFunctions } from '../../../infra/functions.ts';
import { allowances, anAssembly, roleOf, type Assembly } from './assembly.ts';
import { openProgram, reachOf, type Reach } from './sdk-calls.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const names = allFunctions.map(({ name }) => name);

/** What every function needs for its own log and traces, whatever its code does. */
const platform = [
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  // Of those that are called asynchronously: Lambda sends the dead letter as the function. `dead-letters.test.ts` says which.
  'sqs:SendMessage',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
];

/** The actions AWS asks for, by SDK command; those of writes to the table depend on what kind of write is made. */
const actionsOf: Readonly<Record<string, readonly string[]>> = {
  GetCommand: ['dynamodb:GetItem'],
  BatchGetCommand: ['dynamodb:BatchGetItem'],
  QueryCommand: ['dynamodb:Query'],
  // Without the right to list, S3 answers 403 instead of 404 for an object that is not there.
  GetObjectCommand: ['s3:GetObject', 's3:ListBucket'],
  HeadObjectCommand: ['s3:GetObject', 's3:ListBucket'],
  PutObjectCommand: ['s3:PutObject'],
  CopyObjectCommand: ['s3:GetObject', 's3:PutObject'],
  DeleteObjectCommand: ['s3:DeleteObject'],
  Upload: ['s3:PutObject', 's3:AbortMultipartUpload'],
  CreateMultipartUploadCommand: ['s3:PutObject'],
  UploadPartCommand: ['s3:PutObject'],
  CompleteMultipartUploadCommand: ['s3:PutObject'],
  ListPartsCommand: ['s3:ListMultipartUploadParts'],
  AbortMultipartUploadCommand: ['s3:AbortMultipartUpload'],
  DeleteObjectsCommand: ['s3:DeleteObject'],
  ListObjectsV2Command: ['s3:ListBucket'],
  PostToConnectionCommand: ['execute-api:ManageConnections'],
  DeleteConnectionCommand: ['execute-api:ManageConnections'],
  InvokeCommand: ['lambda:InvokeFunction'],
  PutEventsCommand: ['events:PutEvents'],
  StartExecutionCommand: ['states:StartExecution'],
  DescribeExecutionCommand: ['states:DescribeExecution'],
  StopExecutionCommand: ['states:StopExecution'],
  SendTaskSuccessCommand: ['states:SendTaskSuccess'],
  SendTaskFailureCommand: ['states:SendTaskFailure'],
  getSecret: ['secretsmanager:GetSecretValue'],
  // Sent for the keys of an external store, and by whoever manages accounts.
  GetSecretValueCommand: ['secretsmanager:GetSecretValue'],
  CreateSecretCommand: ['secretsmanager:CreateSecret'],
  PutSecretValueCommand: ['secretsmanager:PutSecretValue'],
  DeleteSecretCommand: ['secretsmanager:DeleteSecret'],
  RestoreSecretCommand: ['secretsmanager:RestoreSecret'],
};

/** The table's port takes writes of four kinds, alone or in a transaction. */
const writes: readonly { kind: string; action: string; command?: string }[] = [
  { kind: 'put', action: 'dynamodb:PutItem', command: 'PutCommand' },
  { kind: 'add', action: 'dynamodb:UpdateItem', command: 'UpdateCommand' },
  { kind: 'remove', action: 'dynamodb:DeleteItem', command: 'DeleteCommand' },
  { kind: 'check', action: 'dynamodb:ConditionCheckItem' },
];
const writers = new Set(['PutCommand', 'UpdateCommand', 'DeleteCommand', 'TransactWriteCommand']);

const isCommand = (name: string): boolean =>
  name.endsWith('Command') || name === 'Upload' || name === 'getSecret';

const isObjectAction = (action: string): boolean => action.startsWith('s3:');

/** With an external store its keys are needed, and nothing of our own bucket but what has arrived from strangers. */
function needed(
  { calls, members }: Reach,
  media: 'own' | { readonly fetched: readonly string[] } = 'own',
): string[] {
  const commands = [...calls]
    .filter(isCommand)
    .filter((command) => media !== 'own' || command !== 'GetSecretValueCommand');
  const plain = commands
    .filter((command) => !writers.has(command))
    .flatMap((command) => {
      const actions = actionsOf[command];
      if (actions === undefined)
        throw new Error(`Which action does ${command} need? Add it to the table above.`);
      return actions;
    });
  const written = writes.filter(({ kind, command }) => {
    const isSent = calls.has('TransactWriteCommand') || (command !== undefined && calls.has(command));
    return isSent && members.has(`type: '${kind}'`);
  });
  const all = [...plain, ...written.map(({ action }) => action)];
  if (media === 'own') return [...new Set(all)].sort();
  return [...new Set([...all.filter((action) => !isObjectAction(action)), ...media.fetched])].sort();
}

/** What a row allows in our own bucket whatever store media are kept in. */
const onFetched = ({ fetched = [], listsBucket = false }: FunctionRow): string[] => [
  ...fetched.map((action) => `s3:${action}`),
  ...(fetched.length > 0 && (listsBucket || fetched.includes('GetObject')) ? ['s3:ListBucket'] : []),
];

let assembly: Assembly;
let external: Assembly;
let program: ReturnType<typeof openProgram>;
beforeAll(async () => {
  assembly = await anAssembly();
  external = await anAssembly('dev', {
    mediaEndpoint: 'https://account.r2.cloudflarestorage.com',
    mediaBucket: 'pictures',
  });
  program = openProgram();
});
afterAll(() => {
  assembly.remove();
  external.remove();
});

const granted = (name: string, { service } = assembly) => allowances(service, roleOf(service, name));

describe('the permissions of each function', () => {
  it.each(allFunctions)('$name: are the actions its code calls, no fewer and no more', ({ name, file }) => {
    const actions = new Set(granted(name).flatMap((statement) => statement.actions));
    const own = [...actions].filter((action) => !platform.includes(action)).sort();
    expect(own).toEqual(needed(reachOf(program, file)));
  });

  it.each(allFunctions)(
    '$name: open nothing of our bucket where media are in an external store, but its keys and what was fetched',
    (row) => {
      const { name, file } = row;
      const own = granted(name, external).filter(({ actions }) => !platform.includes(actions[0] ?? ''));
      const actions = [...new Set(own.flatMap((statement) => statement.actions))].sort();
      expect(actions).toEqual(needed(reachOf(program, file), { fetched: onFetched(row) }));
      const inOurs = own.filter(({ resources }) => /Media[0-9A-F]{8}Arn|Bucket/.test(resources.join()));
      const isOfFetched = ({ actions: allowed, resources }: (typeof own)[number]): boolean =>
        allowed.join() === 's3:ListBucket' || resources.every((one) => one.includes('"/fetched/*"'));
      expect(inOurs.length > 0).toBe(onFetched(row).length > 0);
      expect(inOurs.filter((statement) => !isOfFetched(statement))).toEqual([]);
    },
  );

  it.each(allFunctions)('$name: reach an index when its code asks one, and only then', ({ name, file }) => {
    const asked = [...reachOf(program, file).members].filter((member) => member.startsWith("index: '"));
    const indexes = asked.map((member) => member.slice("index: '".length, -1));
    const open = granted(name).flatMap(
      ({ resources }) => resources.join().match(/(?<=\/index\/)[^"]+/g) ?? [],
    );
    expect(open.sort()).toEqual(indexes.sort());
  });

  it('name their actions one by one, without wildcards', () => {
    const actions = names.flatMap((name) => granted(name).flatMap((statement) => statement.actions));
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });

  it('reach everything only where AWS knows no narrower resource: traces', () => {
    const wide = names.flatMap((name) => granted(name).filter(({ resources }) => resources.includes('"*"')));
    expect(new Set(wide.flatMap(({ actions }) => actions))).toEqual(
      new Set(['xray:PutTelemetryRecords', 'xray:PutTraceSegments']),
    );
  });

  it('are derived from a scan that can see writes because only the table module sends them', () => {
    const files = ['shared', 'functions'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.ts'))
        .map((path) => join(folder, path)),
    );
    const senders = files.filter((path) => {
      return /new (?:Put|Update|Delete|TransactWrite|BatchWrite)(?:Item)?(?:s)?Command\(/.test(
        readFileSync(join(root, path), 'utf8'),
      );
    });
    expect(senders).toEqual([join('shared', 'storage', 'table', 'dynamo-table.ts')]);
  });
});
