import { methodsAt } from '#contract/all-routes.ts';
import { Failure } from '#domain/error.ts';
import { strayHandler } from '../http/endpoint.ts';

/** Where a page or a resource stands that was asked for with a slash behind it; undefined where there is none. */
function withoutSlash(method: string, path: string): string | undefined {
  const parts = path.split('/');
  const shorter = parts.slice(0, parts.findLastIndex((part) => part !== '') + 1).join('/');
  const isRead = method === 'GET' || method === 'HEAD';
  return isRead && shorter !== path && methodsAt(shorter).includes(method) ? shorter : undefined;
}

/**
 * Serves no route: whatever arrives here gets the API's own 404, or 405 where the address takes another method, or is led
 * on where only a slash is too much.
 */
export const handler = strayHandler(({ requestContext: { http }, rawPath, rawQueryString }) => {
  const place = withoutSlash(http.method, rawPath);
  if (place !== undefined) {
    const query = rawQueryString === '' ? '' : `?${rawQueryString}`;
    return { status: 308, headers: { location: `${place}${query}` } };
  }
  const allowed: readonly string[] = methodsAt(rawPath);
  // What the gateway hands on is decoded, and ends at a decoded `?`: it may be the path of a route that was not asked for.
  if (allowed.length === 0 || allowed.includes(http.method))
    throw new Failure('not_found', `There is no ${http.method} ${rawPath}`);
  const allow = allowed.join(', ');
  throw new Failure('method_not_allowed', `${rawPath} takes ${allow}, not ${http.method}`, {
    headers: { allow },
  });
});
