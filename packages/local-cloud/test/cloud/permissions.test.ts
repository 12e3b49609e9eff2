import { beforeAll, describe, expect, it } from 'vitest';
import { hosting, type Hosted } from './hosted.ts';
import { permissionStack } from './permission-stack.ts';

const host = hosting('file');
let cloud: Hosted;
beforeAll(async () => {
  cloud = await host(permissionStack);
});

interface Outcome {
  readonly name?: string;
  readonly status?: number;
  readonly message?: string;
  readonly url?: string;
  readonly key?: string;
  readonly answer?: Readonly<Record<string, unknown>>;
}

const out = (id: string): string => cloud.outputs[id] ?? '';

async function ask(fn: string, payload: unknown): Promise<Outcome> {
  const result = await cloud.invoke(fn, payload);
  if (!result.ok) throw new Error(result.cause);
  return result.payload as Outcome;
}

const send = (service: string, command: string, input: unknown, fn = 'Fn'): Promise<Outcome> =>
  ask(fn, { service, command, input });

const SESSION = /^User: arn:aws:sts::000000000000:assumed-role\/Stack-Narrow-\w+\/Stack-Fn-\w+ is not/;

describe('a function at the table', () => {
  const Item = { pk: { S: 'a' } };
  const table = (command: string, input: object) =>
    send('dynamodb', command, { TableName: out('Table'), ...input });

  it('does what its role allows', async () => {
    expect(await table('PutItem', { Item })).toMatchObject({ status: 200 });
    expect((await table('GetItem', { Key: Item })).answer).toMatchObject({ Item });
  });

  it('is refused everything else, in the words of DynamoDB', async () => {
    const { name, status, message } = await table('DeleteItem', { Key: Item });
    expect([name, status]).toEqual(['AccessDeniedException', 400]);
    expect(message).toMatch(SESSION);
    expect(message).toMatch(
      / is not authorized to perform: dynamodb:DeleteItem on resource: arn:aws:dynamodb:us-east-1:000000000000:table\/Stack-Table-\w+ because no identity-based policy allows the dynamodb:DeleteItem action$/,
    );
  });

  it('queries the index that it may query, and not the table', async () => {
    const query = { KeyConditionExpression: 'due = :x', ExpressionAttributeValues: { ':x': { S: 'x' } } };
    expect(await table('Query', { ...query, IndexName: 'due' })).toMatchObject({ status: 200 });
    const onTable = { ...query, KeyConditionExpression: 'pk = :x' };
    expect(await table('Query', onTable)).toMatchObject({ name: 'AccessDeniedException' });
  });

  it('needs the permission of each item of a transaction or batch', async () => {
    const TableName = out('Table');
    const transact = (...TransactItems: unknown[]) =>
      send('dynamodb', 'TransactWriteItems', { TransactItems });
    const put = { Put: { TableName, Item: { pk: { S: 'b' } } } };
    expect(await transact(put)).toMatchObject({ status: 200 });
    const check = { TableName, Key: Item, ConditionExpression: 'attribute_exists(pk)' };
    const refused = await transact(put, { ConditionCheck: check });
    expect(refused).toMatchObject({ name: 'AccessDeniedException' });
    expect(refused.message).toMatch(/dynamodb:ConditionCheckItem/);
    const batch = { RequestItems: { [TableName]: { Keys: [Item] } } };
    expect((await send('dynamodb', 'BatchGetItem', batch)).message).toMatch(/dynamodb:BatchGetItem/);
  });
});

describe('a function at the bucket', () => {
  const object = (command: string, Key: string, more: object = {}) =>
    send('s3', command, { Bucket: out('Bucket'), Key, ...more });

  it('reads and writes below the prefix that is granted', async () => {
    expect(await object('PutObject', 'open/a', { Body: 'a' })).toMatchObject({ status: 200 });
    expect(await object('GetObject', 'open/a')).toMatchObject({ status: 200 });
    const { name, status, message } = await object('PutObject', 'shut/a', { Body: 'a' });
    expect([name, status]).toEqual(['AccessDenied', 403]);
    expect(message).toMatch(
      /^User: arn:aws:sts::\S+ is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::stack-bucket-\w+\/shut\/a" because no identity-based policy allows the s3:PutObject action$/,
    );
  });

  it('is refused what the bucket denies, and may do what only the bucket allows', async () => {
    const sealed = await object('PutObject', 'open/sealed/a', { Body: 'a' });
    expect(sealed.message).toMatch(/with an explicit deny in a resource-based policy$/);
    expect(await object('DeleteObject', 'open/a')).toMatchObject({ status: 204 });
  });

  it('is told that an object is missing only if it may list the bucket', async () => {
    const missing = { Bucket: out('Bucket'), Key: 'open/none' };
    expect(await send('s3', 'GetObject', missing)).toMatchObject({ name: 'AccessDenied', status: 403 });
    expect(await send('s3', 'HeadObject', missing)).toMatchObject({ status: 403 });
    expect(await send('s3', 'GetObject', missing, 'Other')).toMatchObject({ name: 'NoSuchKey', status: 404 });
    expect(await send('s3', 'HeadObject', missing, 'Other')).toMatchObject({ status: 404 });
  });

  it('lists the prefix that its condition names', async () => {
    const list = (Prefix?: string) => send('s3', 'ListObjectsV2', { Bucket: out('Bucket'), Prefix });
    expect(await list('open/x')).toMatchObject({ status: 200 });
    expect(await list()).toMatchObject({ name: 'AccessDenied' });
  });

  it('is told key by key what it could not delete', async () => {
    const Objects = [{ Key: 'open/a' }, { Key: 'shut/a' }];
    const { answer } = await send('s3', 'DeleteObjects', { Bucket: out('Bucket'), Delete: { Objects } });
    expect(answer).toMatchObject({
      Deleted: [{ Key: 'open/a' }],
      Errors: [{ Key: 'shut/a', Code: 'AccessDenied' }],
    });
  });

  it('copies only what it may read', async () => {
    const copy = (from: string) => object('CopyObject', 'open/b', { CopySource: `${out('Bucket')}/${from}` });
    await object('PutObject', 'open/a', { Body: 'a' });
    expect(await copy('open/a')).toMatchObject({ status: 200 });
    expect((await copy('shut/a')).message).toMatch(/s3:GetObject on resource: "\S+shut\/a"/);
  });

  it('signs addresses that open what its own role may', async () => {
    const sign = async (Key: string): Promise<number> => {
      const input = { Bucket: out('Bucket'), Key };
      const { url = '' } = await ask('Fn', { service: 's3', command: 'GetObject', input, signs: true });
      return (await fetch(url)).status;
    };
    await object('PutObject', 'open/a', { Body: 'a' });
    expect([await sign('open/a'), await sign('shut/a'), await sign('open/none')]).toEqual([200, 403, 403]);
  });
});

describe('functions and workflows', () => {
  it('start what they may start, and describe what they may describe', async () => {
    const stateMachineArn = out('Machine');
    const { answer } = await send('states', 'StartExecution', { stateMachineArn });
    const { executionArn } = answer ?? {};
    await cloud.idle();
    const described = await send('states', 'DescribeExecution', { executionArn });
    expect(described).toMatchObject({ name: 'AccessDeniedException', status: 400 });
    expect(described.message).toContain(
      `states:DescribeExecution on resource: ${String(executionArn)} because`,
    );
    const other = await send('states', 'StartExecution', { stateMachineArn: out('Stuck') });
    expect(other).toMatchObject({ name: 'AccessDeniedException' });
    const success = await send('states', 'SendTaskSuccess', { taskToken: 'its own', output: '{}' });
    expect(success.message).toContain(`states:SendTaskSuccess on resource: ${stateMachineArn} because`);
    expect(await send('states', 'SendTaskFailure', { taskToken: 'its own' })).toMatchObject({ status: 200 });
  });

  it('a task whose machine may not call its function fails as on AWS', async () => {
    const { statesUrl, credentials } = cloud;
    const call = async (operation: string, input: unknown) => {
      const response = await fetch(statesUrl, {
        method: 'POST',
        headers: {
          'x-amz-target': `AWSStepFunctions.${operation}`,
          authorization: `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/x`,
        },
        body: JSON.stringify(input),
      });
      return (await response.json()) as Record<string, string>;
    };
    const { executionArn } = await call('StartExecution', { stateMachineArn: out('Stuck') });
    await cloud.idle();
    const { status, error, cause } = await call('DescribeExecution', { executionArn });
    expect([status, error]).toEqual(['FAILED', 'Lambda.AWSLambdaException']);
    expect(cause).toMatch(
      /is not authorized to perform: lambda:InvokeFunction on resource: \S+:function:Stack-Fn/,
    );
  });

  it('a function that does not let the API call it is a 500 of the gateway', async () => {
    expect((await fetch(`${cloud.apiUrl}/shut`)).status).toBe(500);
    const notes = cloud.entries.flatMap((entry) => (entry.type === 'note' ? [entry.text] : []));
    expect(notes.join()).toMatch(/User: apigateway.amazonaws.com is not authorized .* \(route GET \/shut\)/);
  });
});

it('refuses a secret that no policy opens, whether it is there or not', async () => {
  const read = (SecretId: string) => send('secrets', 'GetSecretValue', { SecretId });
  for (const id of [out('Secret'), 'nothing'])
    expect(await read(id)).toMatchObject({ name: 'AccessDeniedException', status: 400 });
});

it('knows nobody without a key, or with one that it did not give out', async () => {
  const call = (authorization: Record<string, string>) =>
    fetch(cloud.dynamodbUrl, {
      method: 'POST',
      headers: { 'x-amz-target': 'DynamoDB_20120810.ListTables', ...authorization },
      body: '{}',
    }).then((response) => response.json() as Promise<{ __type: string }>);
  expect((await call({})).__type).toMatch(/MissingAuthenticationToken/);
  const unknown = { authorization: 'AWS4-HMAC-SHA256 Credential=AKIAUNKNOWN/20260101/x' };
  expect((await call(unknown)).__type).toMatch(/UnrecognizedClient/);
});

it('gives each function keys of its own, that are the same after a new deployment', async () => {
  const Key = { pk: { S: 'a' } };
  const narrow = await send('dynamodb', 'GetItem', { TableName: out('Table'), Key });
  const other = await send('s3', 'ListObjectsV2', { Bucket: out('Bucket') }, 'Other');
  expect(narrow.key).toMatch(/^ASIA[0-9A-F]{16}$/);
  expect(other.key).not.toBe(narrow.key);
});
