import type { RouteDefinition } from '../resources/api-routes.ts';
import type { SocketApiDefinition } from '../resources/socket-api.ts';

/** The route that the text of a message names, else that of all others. */
export function routeOf(api: SocketApiDefinition, text: string | undefined): RouteDefinition | undefined {
  const named = text === undefined ? undefined : memberOf(text, api.selectedBy);
  const find = (key: string) => api.routes.find(({ routeKey }) => routeKey === key);
  return (named === undefined || named.startsWith('$') ? undefined : find(named)) ?? find('$default');
}

function memberOf(text: string, path: readonly string[]): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  for (const name of path) value = (value as Record<string, unknown> | null | undefined)?.[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
