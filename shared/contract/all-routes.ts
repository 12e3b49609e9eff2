import { callbackRoutes } from './callbacks/routes.ts';
import { mcpRoute } from './mcp/route.ts';
import { methodsOf, type Route } from './route.ts';
import { routes } from './routes.ts';

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
