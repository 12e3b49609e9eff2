import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listModels } from '#providers/catalog.ts';
import { orders } from '../orders.ts';
import { World } from '../test-stack.ts';
import type { ColdAnswer, CreateOrder } from './cold-create.ts';

let world: World;
let lambda: ChildProcess | undefined;
beforeAll(async () => {
  world = await World.open();
});
afterAll(async () => {
  lambda?.kill();
  await world.close();
});

async function nextAnswer(from: ChildProcess): Promise<ColdAnswer> {
  const [answer] = (await once(from, 'message')) as [ColdAnswer];
  return answer;
}

/** The handler of create-task in a process of its own, as Lambda starts one: other test files compile schemas in this one. */
async function coldStart(): Promise<ColdAnswer> {
  const { credentials, dynamodbUrl, s3Url, statesUrl, outputs } = world.cloud;
  lambda = fork(new URL('cold-create.ts', import.meta.url), {
    execArgv: [],
    env: {
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
    },
  });
  return nextAnswer(lambda);
}

async function create(providerParams: unknown): Promise<ColdAnswer> {
  if (!lambda) throw new Error('The process was not started.');
  const order: CreateOrder = { key: world.keys.get('ana') ?? '', providerParams };
  lambda.send(order);
  return nextAnswer(lambda);
}

it('a cold start compiles the schema of the one model that is asked for, and of no other', async () => {
  expect(await coldStart()).toEqual({ compiled: 0 });
  expect(await create(orders.imagen())).toEqual({ status: 202, compiled: 1 });
  expect(await create(orders.imagen('again'))).toEqual({ status: 202, compiled: 1 });
  const unknown = { service: 'KIE', model: 'no-such-model', input: {} };
  expect(await create(unknown)).toEqual({ status: 422, compiled: 1 });
  expect(await create(orders.veo())).toEqual({ status: 202, compiled: 2 });
  expect(listModels().flatMap(({ forms }) => forms).length).toBeGreaterThan(150);
});
