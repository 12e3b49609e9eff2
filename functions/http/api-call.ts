import type middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
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

/** A call of the API, with everything that the middlewares have found out about it. */
export type ApiCall = APIGatewayProxyEventV2 & ParsedCall & IdentifiedCall;

/** A step on the way of a call: an object with `before`, `after` or `onError`. */
export type Middleware = middy.MiddlewareObj<ApiCall, APIGatewayProxyStructuredResultV2>;
