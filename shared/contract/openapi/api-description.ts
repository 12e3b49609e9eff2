import { createDocument, type CreateDocumentOptions, type ZodOpenApiOperationObject } from 'zod-openapi';
import { VERSION } from '#domain/version.ts';
import { account } from '../account/operations.ts';
import { routesById } from '../all-routes.ts';
import { callbackTag, describeCallbacks } from '../callbacks/operations.ts';
import { erasure } from '../erasure/operations.ts';
import { files } from '../files/operations.ts';
import { keys } from '../keys/operations.ts';
import { describeRequests, type DescribedRequest } from '../models/described-requests.ts';
import { models } from '../models/operations.ts';
import { limits } from '../limits/operations.ts';
import { money } from '../money/operations.ts';
import { audit } from '../audit/operations.ts';
import { operators } from '../operators/operations.ts';
import type { RouteName } from '../routes.ts';
import { ownProviders, providers } from '../providers/operations.ts';
import { service } from '../service/operations.ts';
import { tasks } from '../tasks/operations.ts';
import { webhooks } from '../webhooks/operations.ts';
import { describeSubject } from './operation.ts';

const overview = `Darkroom turns "make me this picture, film or sound" into a file that you keep. You order a task; Darkroom submits it to an AI provider, waits, copies the results into its archive and settles what they cost.

**Keys.** Send \`Authorization: Bearer <key>\`. A key has scopes; each address names those that it asks for, and 403 names the one that is missing (\`requiredScope\`). Where the deployment names an issuer of tokens, one of its tokens does in place of a key. What belongs to another key's owner is as unknown as what never was.

**Safe repetition.** Send an \`Idempotency-Key\` with every create. If the answer gets lost, send the same again: you get the first task, and nothing is paid twice.

**Waiting.** A task is \`PENDING\` until it has ended. Ask its status after \`Retry-After\` seconds, let the create wait with \`Prefer: wait=20\`, or have a webhook told.

**Refusals** are \`application/problem+json\` (RFC 9457). Decide by \`code\`, show \`detail\`. Every answer has an \`x-request-id\`. Only what the gateway refuses by itself (throttling; bodies that do not fit into a call of Lambda, which holds 6 MB: files over 4.4 MB, as they grow by a third in it, JSON over some 5.5 MB; all bodies over 10 MB) has the gateway's own form, \`{"message": …}\`; on a laptop it has ours. A query parameter that an address does not know is refused, never ignored.

**Reading.** What is \`null\` is absent, and so is an empty text or list where the field may be left out, and a query parameter without a value. Blanks around addresses are left out; choices are taken in any case of letters.

**Methods.** What answers GET answers HEAD. A method that an address does not take is 405 with \`Allow\`.

**Compatibility.** Answers may gain members at any time; ignore those you do not know.`;

/** API Gateway writes `{key+}` for the rest of a path; OpenAPI has no such thing. */
export const openApiPath = (path: string): string => path.replaceAll('+}', '}');

/** Every route described, and the headings that they stand under, in this order. A route that nobody describes does not compile. */
function everything(requests: readonly DescribedRequest[]) {
  const [ofTasks, ofModels, ofErasure] = [tasks(requests), models(), erasure()];
  const operations: Record<RouteName, ZodOpenApiOperationObject> = {
    ...describeSubject(ofTasks),
    ...describeSubject(ofModels),
    ...describeSubject(files),
    ...describeSubject(account),
    ...describeSubject(keys),
    ...describeSubject(webhooks),
    ...describeSubject(limits),
    ...describeSubject(money),
    ...describeSubject(ofErasure),
    ...describeSubject(operators),
    ...describeSubject(ownProviders),
    ...describeSubject(providers),
    ...describeSubject(audit),
    ...describeSubject(service),
  };
  const subjects = [ofTasks, ofModels, files, account, keys, webhooks, money, ofErasure, operators, service];
  return {
    operations: { ...operations, ...describeCallbacks() },
    tags: [...subjects.map(({ tag }) => tag), callbackTag],
  };
}

function pathsOf(operations: Readonly<Record<string, ZodOpenApiOperationObject>>) {
  const byPath = Map.groupBy(routesById, ([, { path }]) => openApiPath(path));
  return Object.fromEntries(
    [...byPath].map(([path, there]) => [
      path,
      Object.fromEntries(there.map(([id, { method }]) => [method.toLowerCase(), operations[id]])),
    ]),
  );
}

/** Leaves out what says nothing: the limits of JavaScript's integers, and patterns that only spell out a format. */
const tidy: NonNullable<CreateDocumentOptions['override']> = ({ jsonSchema }) => {
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.format !== 'uri' && jsonSchema.format !== undefined) delete jsonSchema.pattern;
  delete jsonSchema.propertyNames;
};

function make(requests: readonly DescribedRequest[]) {
  const { operations, tags } = everything(requests);
  return createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Darkroom',
        version: VERSION,
        description: overview,
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/', description: 'Where this description was read.' }],
      tags,
      security: [{ apiKey: [] }, { token: [] }],
      paths: pathsOf(operations),
      components: {
        securitySchemes: {
          apiKey: {
            type: 'http',
            scheme: 'bearer',
            description: 'An API key, such as `npm run keys -- create --owner ana` makes.',
          },
          token: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description:
              'A token of the OpenID Connect issuer that the deployment names (`jwtIssuer`), where it names one.',
          },
          pageToken: {
            type: 'http',
            scheme: 'bearer',
            description:
              'A token that `POST /api/v1/tokens` makes for a page. It reads what it was made for, or makes one upload.',
          },
        },
      },
    },
    { override: tidy },
  );
}

export type ApiDescription = ReturnType<typeof make>;

let made: ApiDescription | undefined;

/** The whole API in OpenAPI 3.1, from the schemas that requests are checked with. Made once, when first asked for. */
export const apiDescription = (): ApiDescription => (made ??= make(describeRequests()));
