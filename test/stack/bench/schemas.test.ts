import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { listModels } from '#providers/catalog.ts';
import { compiledForms } from '#providers/catalog/read-input.ts';
import { orders } from '../orders.ts';
import { World } from '../test-stack.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await world.close();
});

/** The handler of create-task in this process, where its schemas can be counted. */
async function createTaskHandler(): Promise<(providerParams: unknown) => Promise<number | undefined>> {
  const { credentials, dynamodbUrl, s3Url, statesUrl, outputs } = world.cloud;
  const environment = {
    AWS_REGION: credentials.region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: dynamodbUrl,
    AWS_ENDPOINT_URL_S3: s3Url,
    AWS_ENDPOINT_URL_SFN: statesUrl,
    TASK_TABLE: outputs['TaskTable'] ?? '',
    MEDIA_BUCKET: outputs['MediaBucket'] ?? '',
    WORKFLOW_ARN: outputs['WorkflowArn'] ?? '',
    MEDIA_BASE_URL: `${world.cloud.apiUrl}/media`,
    ALLOW_RETIRED_MODELS: 'true',
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  const { handler } = await import('../../../functions/api/create-task.ts');
  return async (providerParams) => {
    const event = {
      routeKey: 'POST /api/v1/generation/tasks',
      rawPath: '/api/v1/generation/tasks',
      headers: {
        authorization: `Bearer ${world.keys.get('ana') ?? ''}`,
        'content-type': 'application/json',
      },
      requestContext: { requestId: 'r', http: { method: 'POST' } },
      body: JSON.stringify({ providerParams }),
      isBase64Encoded: false,
    };
    const answer = await handler(event as never);
    return answer.statusCode;
  };
}

it('a cold start compiles the schema of the one model that is asked for, and of no other', async () => {
  const create = await createTaskHandler();
  expect(compiledForms()).toBe(0);
  expect(await create(orders.imagen())).toBe(202);
  expect(compiledForms()).toBe(1);
  expect(await create(orders.imagen('again'))).toBe(202);
  expect(await create({ service: 'KIE', model: 'no-such-model', input: {} })).toBe(422);
  expect(compiledForms()).toBe(1);
  expect(await create(orders.veo())).toBe(202);
  expect(compiledForms()).toBe(2);
  expect(listModels().flatMap(({ forms }) => forms).length).toBeGreaterThan(150);
});
