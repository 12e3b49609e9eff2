import { compiledForms } from '#providers/catalog/read-input.ts';

/** What a message asks for: one create by the handler of this process, with this key. */
export interface CreateOrder {
  readonly key: string;
  readonly providerParams: unknown;
}

/** The answer's status, and how many schemas the process has compiled since it began. */
export interface ColdAnswer {
  readonly status: number | undefined;
  readonly compiled: number;
}

const { handler } = await import('../../../functions/api/create-task.ts');

async function create({ key, providerParams }: CreateOrder): Promise<ColdAnswer> {
  const event = {
    routeKey: 'POST /api/v1/generation/tasks',
    rawPath: '/api/v1/generation/tasks',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    requestContext: { requestId: 'r', http: { method: 'POST' } },
    body: JSON.stringify({ providerParams }),
    isBase64Encoded: false,
  };
  const answer = await handler(event as never);
  return { status: answer.statusCode, compiled: compiledForms() };
}

process.on('message', (order: CreateOrder) => {
  void create(order).then((answer) => process.send?.(answer));
});
process.send?.({ status: undefined, compiled: compiledForms() } satisfies ColdAnswer);
