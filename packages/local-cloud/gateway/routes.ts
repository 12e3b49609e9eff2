import type { RouteDefinition } from '../resources/api-routes.ts';

/** The route that serves a request, with what its path variables caught. */
export interface RouteMatch {
  readonly route: RouteDefinition;
  readonly pathParameters: Readonly<Record<string, string>> | undefined;
}

/** Chooses among routes as an HTTP API does: a full match, then a greedy one, then $default. */
export type ChooseRoute = (method: string, path: string) => RouteMatch | undefined;

interface Parsed {
  readonly route: RouteDefinition;
  readonly method: string;
  readonly segments: readonly string[];
  /** Sorts the most specific route first. */
  readonly rank: string;
}

export function routeTable(routes: readonly RouteDefinition[]): ChooseRoute {
  const fallback = routes.find(({ routeKey }) => routeKey === '$default');
  const table = routes
    .filter(({ routeKey }) => routeKey !== '$default')
    .map(parseRoute)
    .sort((left, right) => (left.rank < right.rank ? -1 : 1));
  return (method, path) => {
    const segments = path.split('/').slice(1);
    for (const candidate of table) {
      if (candidate.method !== 'ANY' && candidate.method !== method) continue;
      const caught = match(candidate.segments, segments);
      if (caught === undefined) continue;
      const pathParameters = Object.keys(caught).length > 0 ? caught : undefined;
      return { route: candidate.route, pathParameters };
    }
    return fallback && { route: fallback, pathParameters: undefined };
  };
}

function parseRoute(route: RouteDefinition): Parsed {
  const [method = '', path = ''] = route.routeKey.split(' ');
  const segments = path.split('/').slice(1);
  const kinds = segments.map(kindOf).join('');
  const greedy = kinds.endsWith('c') ? 1 : 0;
  return { route, method, segments, rank: `${greedy} ${method === 'ANY' ? 1 : 0} ${kinds}` };
}

// Sorts literals before variables before greedy variables.
function kindOf(segment: string): string {
  if (isGreedy(segment)) return 'c';
  return isVariable(segment) ? 'b' : 'a';
}

const isVariable = (segment: string): boolean => segment.startsWith('{');
const isGreedy = (segment: string): boolean => segment.endsWith('+}');

// Paths are matched as they were sent; what a variable caught is decoded, as the gateway hands it on.
function match(pattern: readonly string[], path: readonly string[]): Record<string, string> | undefined {
  const greedy = isGreedy(pattern.at(-1) ?? '');
  if (greedy ? path.length < pattern.length : path.length !== pattern.length) return undefined;
  const caught: Record<string, string> = {};
  for (const [index, segment] of pattern.entries()) {
    const given = isGreedy(segment) ? path.slice(index).join('/') : (path[index] ?? '');
    if (isVariable(segment) ? given === '' : decode(given) !== segment) return undefined;
    if (isVariable(segment)) caught[segment.replace(/^\{|\+?\}$/g, '')] = decode(given);
  }
  return caught;
}

/** Percent-decoding that leaves a malformed sequence as it was sent. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
