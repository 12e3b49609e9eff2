import { methodsAt } from '#contract/callbacks/routes.ts';
import { Failure } from '#domain/error.ts';
import { refusing } from '../http/endpoint.ts';

/** Serves no route: whatever arrives here gets the API's own 404, or 405 where the address takes another method. */
export const handler = refusing(({ requestContext: { http }, rawPath }) => {
  const allowed = methodsAt(rawPath);
  if (allowed.length === 0) throw new Failure('not_found', `There is no ${http.method} ${rawPath}`);
  const allow = allowed.join(', ');
  throw new Failure('method_not_allowed', `${rawPath} takes ${allow}, not ${http.method}`, {
    headers: { allow },
  });
});
