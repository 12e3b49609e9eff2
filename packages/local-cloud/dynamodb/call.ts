import { CloudFailure } from '../failure.ts';

/** Sends one operation to a DynamoDB engine. */
export type TableCall = (operation: string, input: unknown) => Promise<Record<string, unknown>>;

/** An engine's refusal; `code` is the exception's name without its namespace. */
export class TableRefusal extends CloudFailure {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Speaks the wire protocol directly, unsigned in all but form: a local engine checks no signature. */
export function tableCall(url: string): TableCall {
  return async (operation, input) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDB_20120810.${operation}`,
        'x-amz-date': '20260101T000000Z',
        authorization:
          'AWS4-HMAC-SHA256 Credential=AKIALOCALCLOUD000000/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
      },
      body: JSON.stringify(input),
    });
    const answer = (await response.json()) as Record<string, unknown>;
    if (response.ok) return answer;
    const type = String(answer['__type']).split('#').at(-1) ?? '';
    const message = answer['message'] ?? answer['Message'];
    throw new TableRefusal(type, `DynamoDB ${operation}: ${type}: ${String(message)}`);
  };
}
