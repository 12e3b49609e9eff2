import { StartError } from './start-error.ts';

const PATIENCE_MS = 5_000;

/** What went wrong below a failed request: the cause says more than the request. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${PATIENCE_MS / 1000} seconds`;
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message;
}

/** Throws, with what to do about it, where nothing that speaks DynamoDB answers at the address that was given. */
export async function checkDynamodb(url: string, fetcher: typeof fetch = fetch): Promise<void> {
  const refuse = (what: string, cause?: unknown): StartError =>
    new StartError(
      `DARKROOM_DYNAMODB_URL is ${url}, but ${what}. Start that engine, or leave the variable out: then one is started here.`,
      { cause },
    );
  const request = {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.ListTables',
      authorization:
        'AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: '{}',
    signal: AbortSignal.timeout(PATIENCE_MS),
  };
  const response = await fetcher(url, request).catch((error: unknown) => {
    throw refuse(`nothing answers there (${reasonOf(error)})`, error);
  });
  // A refusal of these credentials is an answer of DynamoDB all the same.
  const text = await response.text().catch(() => '');
  if (!/"(?:TableNames|__type)"/.test(text))
    throw refuse(`what answers there is no DynamoDB (HTTP ${response.status})`);
}
