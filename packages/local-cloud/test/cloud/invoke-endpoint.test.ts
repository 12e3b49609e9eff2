import { expect, it } from 'vitest';
import { allow, lambda, role, roleFor } from './assembly.ts';
import { hosting, type Hosted } from './hosted.ts';

const host = hosting('test');
const signedBy = ({ credentials }: Hosted): string =>
  `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/20260101/us-east-1/lambda/aws4_request`;

it('serves Lambda’s Invoke to functions that call functions', async () => {
  const code = `exports.handler = async (event, { functionName }) => {
    if (event.fail) throw Object.assign(new Error('no'), { name: 'Custom.Held' });
    return { functionName, url: process.env.AWS_ENDPOINT_URL_LAMBDA };
  };`;
  const cloud = await host({
    assets: { fn: { 'index.js': code } },
    resources: { ...role, Fn: lambda('fn') },
  });
  const result = await cloud.invoke('Fn', {});
  const { functionName, url } = (result.ok ? result.payload : {}) as Record<'functionName' | 'url', string>;
  const invoke = (name: string, type: string, body = '{"fail":true}') =>
    fetch(`${url}/2015-03-31/functions/${encodeURIComponent(name)}/invocations`, {
      method: 'POST',
      headers: { 'x-amz-invocation-type': type, authorization: signedBy(cloud) },
      body,
    });
  const failed = await invoke(functionName, 'RequestResponse');
  expect([failed.status, failed.headers.get('x-amz-function-error')]).toEqual([200, 'Unhandled']);
  expect(await failed.json()).toMatchObject({ errorType: 'Custom.Held' });
  const arn = `arn:aws:lambda:us-east-1:000000000000:function:${functionName}:live`;
  expect(await (await invoke(arn, 'RequestResponse', '{}')).json()).toMatchObject({ functionName });
  cloud.meter.reset();
  expect((await invoke(functionName, 'Event', '{}')).status).toBe(202);
  await cloud.idle();
  expect(cloud.meter.counts().invocations).toEqual({ [functionName]: 1 });
  expect((await invoke('nobody', 'RequestResponse')).status).toBe(404);
});

it('lets a function call those that its role names, in the version that it names', async () => {
  const code = 'exports.handler = async () => ({ ...process.env });';
  const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
  const cloud = await host({
    assets: { fn: { 'index.js': code } },
    resources: {
      ...role,
      Fn: lambda('fn'),
      Other: lambda('fn'),
      Weak: lambda('fn', { Role: arnOf('WeakRole') }),
      WeakRole: roleFor(
        'lambda',
        allow('lambda:InvokeFunction', arnOf('Fn')),
        allow('lambda:InvokeFunction', { 'Fn::Join': [':', [arnOf('Other'), 'live']] }),
      ),
    },
  });
  const environmentOf = async (id: string): Promise<Record<string, string>> => {
    const result = await cloud.invoke(id, {});
    return (result.ok ? result.payload : {}) as Record<string, string>;
  };
  const names = { Fn: '', Other: '' };
  for (const id of ['Fn', 'Other'] as const)
    names[id] = (await environmentOf(id))['AWS_LAMBDA_FUNCTION_NAME'] ?? '';
  const live = (name: string): string => `arn:aws:lambda:us-east-1:000000000000:function:${name}:live`;
  const weak = await environmentOf('Weak');
  const invoke = (name: string) =>
    fetch(`${weak['AWS_ENDPOINT_URL_LAMBDA'] ?? ''}/2015-03-31/functions/${name}/invocations`, {
      method: 'POST',
      headers: { authorization: `AWS4-HMAC-SHA256 Credential=${weak['AWS_ACCESS_KEY_ID'] ?? ''}/20260101/x` },
      body: '{}',
    });
  expect((await invoke(names.Fn)).status).toBe(200);
  expect((await invoke(live(names.Other))).status).toBe(200);
  for (const refused of [names.Other, live(names.Fn), 'nobody']) {
    const answer = await invoke(refused);
    expect([answer.status, answer.headers.get('x-amzn-errortype')]).toEqual([403, 'AccessDeniedException']);
    expect(((await answer.json()) as { message: string }).message).toMatch(
      /^User: arn:aws:sts::\S+ is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:/,
    );
  }
});
