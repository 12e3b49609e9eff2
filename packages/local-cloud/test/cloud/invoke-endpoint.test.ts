import { expect, it } from 'vitest';
import { lambda, role } from './assembly.ts';
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
