import type middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Counted } from '#actions/limits/count-requests.ts';
import type { Caller } from './caller.ts';
import type { Operation } from './operation.ts';
import type { HttpRequest } from './request.ts';

/** What `parse` adds to the gateway's event. */
export interface ParsedCall {
  readonly request: HttpRequest;
  readonly operation: Operation;
}

/** What `authenticate` adds to it, where the route asks for a key. */
export interface IdentifiedCall {
  readonly caller?: Caller;
}

/** What `limitRequests` adds to it: what the answer says of the caller's limits. */
export interface CountedCall {
  readonly rateHeaders?: Readonly<Record<string, string>>;
  /** How the call was counted, where it was let through. */
  readonly counted?: Counted;
  /** How many of the tasks that it ordered were not made. */
  readonly unmade?: number;
}

/** A call of the API, with everything that the middlewares have found out about it. */
export type ApiCall = APIGatewayProxyEventV2 & ParsedCall & IdentifiedCall & CountedCall;

/** A step on the way of a call: an object with `before`, `after` or `onError`. */
export type Middleware = middy.MiddlewareObj<ApiCall, APIGatewayProxyStructuredResultV2>;

/** Whether a call may change something. */
export const changesSomething = ({ operation }: ParsedCall): boolean =>
  !['GET', 'HEAD'].includes(operation.route.method);
