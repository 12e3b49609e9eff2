import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkDynamodb } from '../../../local/start/dynamodb.ts';
import { StartError } from '../../../local/start/start-error.ts';

async function answering(status: number, body: string): Promise<string> {
  const server: Server = createServer((_request, response) => void response.writeHead(status).end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('an engine that somebody else runs', () => {
  it('is named where nothing answers, with what to do about it', async () => {
    const refusal = await checkDynamodb('http://127.0.0.1:9').catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(StartError);
    expect(String(refusal)).toMatch(
      /DARKROOM_DYNAMODB_URL is http:\/\/127\.0\.0\.1:9, but nothing answers there \(.+\)\. Start that engine, or leave/,
    );
  });

  it('is refused where something else answers', async () => {
    const url = await answering(200, '<html>Hello</html>');
    await expect(checkDynamodb(url)).rejects.toThrow('what answers there is no DynamoDB (HTTP 200)');
  });

  it.each([
    [200, '{"TableNames":[]}'],
    [400, '{"__type":"com.amazon.coral.service#UnrecognizedClientException"}'],
  ])('is taken where it speaks DynamoDB: %s %s', async (status, body) => {
    await expect(checkDynamodb(await answering(status, body))).resolves.toBeUndefined();
  });
});
