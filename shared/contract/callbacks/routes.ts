import { callbackPath, type CallbackForm, type Service } from '#providers/service.ts';
import { services } from '#providers/services.ts';
import { mcpRoute } from '../mcp/route.ts';
import { methodsOf, routes, type Route } from '../routes.ts';

/** The address to which one service reports the end of its jobs. */
export interface CallbackRoute extends Route {
  readonly functionName: 'provider-callback';
  readonly access: 'open';
  readonly service: Service;
  readonly form: CallbackForm;
  /** As the API description names it. */
  readonly operationId: string;
}

function routeOf(service: Service): CallbackRoute[] {
  const form = service.access?.callback;
  if (form === undefined) return [];
  const { name } = service;
  const route = {
    method: 'POST',
    path: `${callbackPath(name)}/{taskId}/{token}`,
    functionName: 'provider-callback',
    access: 'open',
    scopes: [],
  } as const;
  return [{ ...route, service, form, operationId: `${name.toLowerCase()}Callback` }];
}

/** One route for each of these services that calls back. */
export const callbackRoutesOf = (table: readonly Service[]): readonly CallbackRoute[] =>
  table.flatMap(routeOf);

/** One route for every service that calls back. */
export const callbackRoutes = callbackRoutesOf(services);

/** Every route of the API by its operation id, those of the callbacks last. */
export const routesById: readonly (readonly [operationId: string, route: Route])[] = [
  ...Object.entries(routes),
  ...callbackRoutes.map((route) => [route.operationId, route] as const),
];

/** Every route that the gateway knows, those that the description leaves out as well. */
export const allRoutes: readonly Route[] = [...routesById.map(([, route]) => route), mcpRoute];

function fits(pattern: string, path: string): boolean {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  const isGreedy = pattern.endsWith('+}');
  if (isGreedy ? given.length < wanted.length : given.length !== wanted.length) return false;
  return wanted.every((part, index) => (part.startsWith('{') ? given[index] !== '' : given[index] === part));
}

/** The methods that an address answers; none where there is nothing. */
export const methodsAt = (path: string): readonly Route['method'][] => [
  ...new Set(allRoutes.flatMap((route) => (fits(route.path, path) ? methodsOf(route) : []))),
];
