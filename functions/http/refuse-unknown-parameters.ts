import { refuseUnknown } from '#contract/wire/query.ts';
import type { Middleware } from './api-call.ts';

/**
 * Refuses a query string that the route does not know, or that says something twice: what is ignored would be taken for a filter. Throws
 * `validation_failed`. A parameter without a value, as forms send it, is absent.
 */
export const refuseUnknownParameters: Middleware = {
  before: ({ event }) => {
    const { operation, request } = event;
    if (operation.query === 'any') return;
    // The gateway joins what is said twice with a comma.
    refuseUnknown([...new URLSearchParams(event.rawQueryString).keys()], operation.query);
    const given = Object.entries(request.query).filter(([, value]) => value.trim() !== '');
    Object.assign(event, { request: { ...request, query: Object.fromEntries(given) } });
  },
};
