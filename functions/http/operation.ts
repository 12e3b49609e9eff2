import type * as z from 'zod';
import type { Access, Route } from '#contract/route.ts';
import type { Caller, Operator } from './caller.ts';
import type { HttpRequest } from './request.ts';
import type { HttpResponse } from './response.ts';

/** The handler of a route: it is told who is calling exactly where the route asks for it. */
interface Handlers {
  readonly open: (request: HttpRequest) => Promise<HttpResponse>;
  readonly key: (request: HttpRequest, caller: Caller) => Promise<HttpResponse>;
  readonly operator: (request: HttpRequest, caller: Operator) => Promise<HttpResponse>;
}

/** A route with the handler that serves it. */
export interface Operation<Asked extends Access = Access> {
  readonly route: Route & { readonly access: Asked };
  /** To be called only for a caller who is what the route asks for; an open route ignores who that is. */
  readonly serve: Handlers['operator'];
  /** The query string that the route knows; undefined where it knows none, `any` where it is for others to decide. */
  readonly query: z.ZodObject | 'any' | undefined;
}

/** Joins a route to its handler. */
export const operation = <Asked extends Access>(
  route: Route & { readonly access: Asked },
  serve: Handlers[Asked],
  query?: z.ZodObject | 'any',
): Operation<Asked> => ({ route, serve, query });
