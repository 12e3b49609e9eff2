import { createDocument, type CreateDocumentOptions, type ZodOpenApiOperationObject } from 'zod-openapi';
import { VERSION } from '#domain/version.ts';
import type { ModelEntry } from '#providers/catalog/entry.ts';
import { describeRequests, type DescribedRequest } from '../models/described-requests.ts';
import { adminOperations } from '../operators/operations.ts';
import { changeOperations } from '../tasks/change-operations.ts';
import { erasureOperations } from '../erasure/operations.ts';
import { callbackOperation } from '../service/callback-operations.ts';
import { otherOperations } from '../service/operations.ts';
import { orderOperations } from '../tasks/batch-operations.ts';
import { taskOperations } from '../tasks/read-operations.ts';
import { uploadOperations } from '../files/operations.ts';
import { callbackRoutes } from '../callback-routes.ts';
import { routes, type Route, type RouteName } from '../routes.ts';

const overview = `Darkroom turns "make me this picture, film or sound" into a file that you keep. You order a task; Darkroom submits it to an AI provider, waits, copies the results into its archive and settles what they cost.

**Keys.** Send \`Authorization: Bearer <key>\`. What belongs to another key's owner is as unknown as what never was.

**Safe repetition.** Send an \`Idempotency-Key\` with every create. If the answer gets lost, send the same again: you get the first task, and nothing is paid twice.

**Waiting.** A task is \`PENDING\` until it has ended. Ask its status after \`Retry-After\` seconds, or let the create wait with \`Prefer: wait=20\`.

**Refusals** are \`application/problem+json\` (RFC 9457). Decide by \`code\`, show \`detail\`. Every answer has an \`x-request-id\`. Only what the gateway refuses by itself (throttling, bodies over 10 MB) has the gateway's own form.

**Compatibility.** Answers may gain members at any time; ignore those you do not know.`;

const tags = [
  { name: 'Tasks', description: 'Order, follow and find generations.' },
  { name: 'Models', description: 'What can be asked for, and what it costs.' },
  { name: 'Files', description: 'What goes in, and what was made.' },
  { name: 'Money', description: 'What you have spent, and what you may.' },
  { name: 'Your data', description: 'Having everything removed.' },
  { name: 'Operators', description: 'For keys created with `--operator`; all others get 403.' },
  { name: 'Service', description: 'The service about itself.' },
  { name: 'Provider callbacks', description: 'How providers report back. Nothing here is for clients.' },
];

/** API Gateway writes `{key+}` for the rest of a path; OpenAPI has no such thing. */
export const openApiPath = (path: string): string => path.replaceAll('+}', '}');

/** One operation with the route that it stands at. */
interface Placed {
  readonly operationId: string;
  readonly route: Route;
  readonly operation: ZodOpenApiOperationObject;
}

/** What is the same for every operation comes from the table of routes. */
const completed = ({ operationId, route, operation }: Placed): ZodOpenApiOperationObject => ({
  operationId,
  summary: route.summary,
  ...operation,
  ...(route.access === 'open' ? { security: [] } : {}),
});

function pathsOf(operations: Record<RouteName, ZodOpenApiOperationObject>) {
  const placed: Placed[] = Object.entries<Route>(routes).map(([name, route]) => ({
    operationId: name,
    route,
    operation: operations[name as RouteName],
  }));
  const called = callbackRoutes.map((route) => ({
    operationId: route.operationId,
    route,
    operation: callbackOperation(route),
  }));
  const byPath = Map.groupBy([...placed, ...called], ({ route }) => openApiPath(route.path));
  return Object.fromEntries(
    [...byPath].map(([path, there]) => [
      path,
      Object.fromEntries(there.map((one) => [one.route.method.toLowerCase(), completed(one)])),
    ]),
  );
}

/** Leaves out what says nothing: the limits of JavaScript's integers, and patterns that only spell out a format. */
const tidy: NonNullable<CreateDocumentOptions['override']> = ({ jsonSchema }) => {
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  delete jsonSchema.propertyNames;
};

function make(requests: readonly DescribedRequest[]) {
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
      security: [{ apiKey: [] }],
      paths: pathsOf({
        ...taskOperations(requests),
        ...orderOperations(),
        ...changeOperations(),
        ...adminOperations(),
        ...erasureOperations(),
        ...uploadOperations(),
        ...otherOperations(),
      }),
      components: {
        securitySchemes: {
          apiKey: {
            type: 'http',
            scheme: 'bearer',
            description: 'An API key, such as `npm run keys -- create --owner ana` makes.',
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

/** The same with these models alone, of which one at least can be called: the others are not compiled. */
export const descriptionOf = (models: readonly ModelEntry[]): ApiDescription =>
  make(describeRequests(models));
