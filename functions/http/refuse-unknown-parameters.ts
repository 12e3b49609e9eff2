import { refuseUnknown } from '#contract/wire/query.ts';
import type { Middleware } from './api-call.ts';

/** Refuses a query string that the route does not know: what is ignored would be taken for a filter. Throws `validation_failed`. */
export const refuseUnknownParameters: Middleware = {
  before: ({ event: { operation, request } }) => {
    if (operation.query !== 'any') refuseUnknown(request.query, operation.query);
  },
};
