import type {
  ZodOpenApiMediaTypeObject,
  ZodOpenApiOperationObject,
  ZodOpenApiParameters,
  ZodOpenApiRequestBodyObject,
  ZodOpenApiResponseObject,
} from 'zod-openapi';
import * as z from 'zod';
import { routes, type RouteName } from '../routes.ts';
import { type Access, type Route } from '../route.ts';
import { titles } from './titles.ts';
import { everyAnswer } from './headers.ts';
import { ofBodies, ofFiles, refusedWith, type RefusalCode } from './refusals.ts';

/** What a request or an answer carries as JSON: its schema, and at least one example. */
interface Content {
  readonly schema: z.ZodType;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly summary?: string; readonly value: unknown }>>;
}

/** The body that a route takes. */
export interface Body extends Content {
  /** True where it may be left out. */
  readonly optional?: true;
  /** The types of files, where the body is one. */
  readonly files?: readonly string[];
  /** The same as `multipart/form-data`, where that is taken as well. */
  readonly form?: Content;
  /** How it may be refused, where not like every body of its kind. */
  readonly refusals?: readonly RefusalCode[];
}

/** One way in which a route answers; every answer carries `x-request-id` besides. */
export interface Answer {
  /** The name of its component, where several routes share it. */
  readonly id?: string;
  readonly description: string;
  readonly headers?: Readonly<Record<string, z.ZodType>>;
  /** Absent where there is no body. */
  readonly content?: Content;
  /** `application/json` where absent. */
  readonly type?: string;
}

/**
 * What a subject says of one of its routes. The rest follows from the table of routes and from what is said here: title
 * and key, the parameters of the path, and the refusals that come with a key, a query string or a body.
 */
export interface Operation {
  readonly description: string;
  /** What the parameters of the path are, where the subject's own do not say. */
  readonly parameters?: Readonly<Record<string, z.ZodType>>;
  readonly query?: z.ZodObject;
  /** True where a query string is for others to decide; everywhere else what it does not know is refused. */
  readonly takesAnyQuery?: true;
  readonly header?: z.ZodObject;
  readonly body?: Body;
  /** By status. */
  readonly answers: Readonly<Record<number, Answer>>;
  /** Refusals that do not follow from the route or the request. */
  readonly refusals?: readonly RefusalCode[];
  /** Answers that are not ours: those of the store, to whom follows a redirect. */
  readonly elsewhere?: Readonly<Record<number, ZodOpenApiResponseObject>>;
}

/** Routes that belong together, and what is said of them. */
export interface Subject<Name extends RouteName> {
  readonly tag: Tag;
  /** What the parameters in the paths of these routes are. */
  readonly parameters?: Readonly<Record<string, z.ZodType>>;
  readonly operations: Readonly<Record<Name, Operation>>;
}

/** A heading of the description. */
export interface Tag {
  readonly name: string;
  readonly description: string;
}

/** Routes for operators stand under a heading of their own, whatever they are about. */
export const operatorTag: Tag = {
  name: 'Operators',
  description: 'For keys created with `--operator`; all others get 403.',
};

/** Whatever asks for a key reads the table, which may be out of reach. */
const ofAccess: Readonly<Record<Access, readonly RefusalCode[]>> = {
  open: [],
  key: ['unauthorized', 'rate_limited', 'busy'],
  operator: ['unauthorized', 'rate_limited', 'busy'],
};

/** What OpenAPI 3.1 says of who may call: the names beside a scheme are the scopes that are needed, all of them. */
const securityOf = ({ access, scopes, tokens = [] }: Route): Record<string, string[]>[] =>
  access === 'open'
    ? []
    : ['apiKey', 'token', ...(tokens.length > 0 ? ['pageToken'] : [])].map((scheme) => ({
        [scheme]: [...scopes],
      }));

function refusalsOf(
  { access, scopes }: Route,
  { takesAnyQuery, body, refusals = [] }: Operation,
): RefusalCode[] {
  const ofBody = body === undefined ? [] : (body.refusals ?? (body.files === undefined ? ofBodies : ofFiles));
  return [
    ...ofAccess[access],
    ...(scopes.length === 0 ? [] : ['forbidden' as const]),
    ...(takesAnyQuery === true ? [] : ['validation_failed' as const]),
    ...ofBody,
    ...refusals,
  ];
}

/** The parameters of a path by name: `id` and `key` in `/media/{id}/{key+}`. */
const parameterNames = (path: string): string[] =>
  [...path.matchAll(/\{(\w+)\+?\}/g)].map(([, name = '']) => name);

function pathParameters({ path }: Route, known: Readonly<Record<string, z.ZodType>>): ZodOpenApiParameters {
  const named = parameterNames(path).map((name) => {
    const schema = known[name];
    if (schema === undefined) throw new Error(`${path}: nobody says what ${name} is`);
    return [name, schema] as const;
  });
  return named.length === 0 ? {} : { path: z.object(Object.fromEntries(named)) };
}

const mediaType = ({ schema, example, examples }: Content): ZodOpenApiMediaTypeObject => ({
  schema,
  ...(example === undefined ? {} : { example }),
  ...(examples === undefined ? {} : { examples }),
});

function requestBody({ optional, files, form, ...content }: Body): ZodOpenApiRequestBodyObject {
  const types = files ?? ['application/json'];
  return {
    required: optional !== true,
    content: {
      ...Object.fromEntries(types.map((type) => [type, mediaType(content)])),
      ...(form === undefined ? {} : { 'multipart/form-data': mediaType(form) }),
    },
  };
}

const made = new WeakMap<Answer, ZodOpenApiResponseObject>();

/** The same answer gives the same response, so that the description holds one with a name once. */
function responseOf(answer: Answer): ZodOpenApiResponseObject {
  const known = made.get(answer);
  if (known !== undefined) return known;
  const { id, description, headers, content, type = 'application/json' } = answer;
  const response: ZodOpenApiResponseObject = {
    ...(id === undefined ? {} : { id }),
    description,
    headers: z.object({ ...everyAnswer, ...headers }),
    ...(content === undefined ? {} : { content: { [type]: mediaType(content) } }),
  };
  made.set(answer, response);
  return response;
}

const responsesOf = (answers: Operation['answers']): Record<string, ZodOpenApiResponseObject> =>
  Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, responseOf(answer)]));

/** A route under the id that the description gives it. */
export interface NamedRoute {
  readonly operationId: string;
  readonly title: string;
  readonly route: Route;
}

/** One route in OpenAPI's terms. */
export function describeRoute(
  { operationId, title, route }: NamedRoute,
  operation: Operation,
  subject: Pick<Subject<never>, 'tag' | 'parameters'>,
): ZodOpenApiOperationObject {
  const { description, query, header, body, answers, elsewhere } = operation;
  const parameters = {
    ...pathParameters(route, { ...subject.parameters, ...operation.parameters }),
    ...(header === undefined ? {} : { header }),
    ...(query === undefined ? {} : { query }),
  };
  return {
    operationId,
    summary: title,
    tags: [(route.access === 'operator' ? operatorTag : subject.tag).name],
    description,
    ...(Object.keys(parameters).length === 0 ? {} : { requestParams: parameters }),
    ...(body === undefined ? {} : { requestBody: requestBody(body) }),
    responses: {
      ...elsewhere,
      ...responsesOf(answers),
      ...refusedWith(...refusalsOf(route, operation)),
    },
    security: securityOf(route),
  };
}

/** The routes of a subject in OpenAPI's terms. */
export const describeSubject = <Name extends RouteName>(
  subject: Subject<Name>,
): Record<Name, ZodOpenApiOperationObject> =>
  Object.fromEntries(
    Object.entries<Operation>(subject.operations).map(([name, operation]) => [
      name,
      describeRoute(
        { operationId: name, title: titles[name as RouteName], route: routes[name as RouteName] },
        operation,
        subject,
      ),
    ]),
  ) as Record<Name, ZodOpenApiOperationObject>;
