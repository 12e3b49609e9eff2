import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { CountRequest } from '#actions/limits/count-requests.ts';
import type { KeyReader } from '#storage/keys/key-reader.ts';
import { lambdaHandler } from '../compose/lambda-handler.ts';
import type { ApiCall, CountedCall, Middleware } from './api-call.ts';
import { authenticate } from './authenticate.ts';
import { authorize } from './authorize.ts';
import type { Operator } from './caller.ts';
import { edgeOnly } from './edge-only.ts';
import { limitRequests, tellLimits } from './limit-requests.ts';
import type { Operation } from './operation.ts';
import { parse } from './parse.ts';
import { problem } from './problem.ts';
import { refuseUnknownParameters } from './refuse-unknown-parameters.ts';
import { resultOf, type HttpResponse } from './response.ts';

export type HttpHandler = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;

const handlerOf = (checks: readonly Middleware[], operations: readonly Operation[]): HttpHandler =>
  lambdaHandler<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, ApiCall>(
    async (call) => {
      const { operation, request, caller } = call;
      // `authorize` has found the caller to be what the handler of this route takes.
      const response = await operation.serve(request, caller as Operator);
      const marked: CountedCall = { unmade: response.unmade ?? 0 };
      Object.assign(call, marked);
      return resultOf(response, request.requestId);
    },
    [tellLimits, problem, edgeOnly, parse(operations), ...checks, refuseUnknownParameters],
  );

/** What stands at the door: who knows the keys, and who counts the requests. */
interface Door {
  readonly keys: KeyReader;
  readonly count: CountRequest;
}

/** The Lambda handler of these operations; who calls them is found out by API key, and may do so only so often. */
export const endpoint = ({ keys, count }: Door, ...operations: readonly Operation[]): HttpHandler =>
  handlerOf([authenticate(keys), authorize, limitRequests(count)], operations);

/** The Lambda handler of operations that ask for no key. */
export const openEndpoint = (...operations: readonly Operation<'open'>[]): HttpHandler =>
  handlerOf([authorize], operations);

/** The Lambda handler of requests that no route serves: each is refused with what `answer` throws, or led on. */
export const strayHandler = (answer: (event: APIGatewayProxyEventV2) => HttpResponse): HttpHandler =>
  lambdaHandler<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, ApiCall>(
    async (event) => resultOf(answer(event), event.requestContext.requestId),
    [problem, edgeOnly],
  );
