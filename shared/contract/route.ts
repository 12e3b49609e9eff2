import type { ReachType } from '#domain/keys/reach.ts';
import type { Scope } from '#domain/keys/scopes.ts';

/** What a route asks of its caller: nothing, an API key, or an operator's API key. */
export type Access = 'open' | 'key' | 'operator';

/** Where a request goes, and who may send it: API Gateway, the handlers, the API description and the client derive from it. */
export interface Route {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** In API Gateway's spelling: `{id}` is one segment, `{key+}` the rest. */
  readonly path: string;
  /** The Lambda function that serves it: its file name without the extension. */
  readonly functionName: string;
  readonly access: Access;
  /** What the caller has to be allowed to do: all of these. */
  readonly scopes: readonly Scope[];
  /** Which tokens for browsers open it, by what they reach. Only what keeps to that may name another than `owner`. */
  readonly tokens?: readonly ReachType[];
  /** Of GET: whether HEAD at its address is a route of its own. */
  readonly hasOwnHead?: true;
}

type Asking<Asked extends Access> = Pick<Route, 'scopes' | 'tokens'> & { readonly access: Asked };

const routeOf =
  <const Method extends Route['method'], const Asked extends Access>(method: Method, asking: Asking<Asked>) =>
  <const Name extends string>(path: string, functionName: Name) =>
    ({ method, path, functionName, ...asking }) as const;

const routesOf = <const Asked extends Access>(asking: Asking<Asked>) => ({
  get: routeOf('GET', asking),
  head: routeOf('HEAD', asking),
  post: routeOf('POST', asking),
  put: routeOf('PUT', asking),
  patch: routeOf('PATCH', asking),
  delete: routeOf('DELETE', asking),
});
export const routesWith = <const Asked extends Access>(access: Asked, ...scopes: readonly Scope[]) =>
  routesOf({ access, scopes });
/** Routes that tokens for browsers open as well, those that reach so far. */
export const routesForPages = (tokens: readonly ReachType[], ...scopes: readonly Scope[]) =>
  routesOf({ access: 'key', scopes, tokens });

/** The methods that reach a route: what is read with GET answers HEAD as well, unless a route of its own does. */
export const methodsOf = ({ method, hasOwnHead }: Route): readonly Route['method'][] =>
  method === 'GET' && hasOwnHead !== true ? ['GET', 'HEAD'] : [method];

/** The path of a route whose only parameter is this. */
export const addressOf = ({ path }: Route, parameter: string): string =>
  path.replace(/\{\w+\+?\}/, () => parameter);
