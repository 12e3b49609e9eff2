import type middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { EDGE_HEADER } from '#contract/wire/edge-header.ts';
import { Failure } from '#domain/error.ts';
import { readSettings } from '../compose/settings.ts';
import { nodeDigest } from '../compose/system-ports.ts';

/** Shorter ones are none: what a secret that was never filled in leaves behind. */
const LEAST_LENGTH = 32;

const { EDGE_SECRETS: said } = readSettings('EDGE_SECRETS');
const accepted = said.filter((secret) => secret.length >= LEAST_LENGTH);
// Told of an edge, but not of its secret, a function answers nobody.
const isClosed = said.length > 0;

/**
 * Refuses what has not come through the edge, where there is one: before anything else is read of the request, at every
 * route, those of callbacks included. Throws `forbidden`.
 */
export const edgeOnly: middy.MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> = {
  before: ({ event }) => {
    if (!isClosed) return;
    const sent = event.headers[EDGE_HEADER] ?? '';
    // Both are compared, whichever is good.
    const matches = accepted.filter((secret) => nodeDigest.same(secret, sent));
    if (matches.length === 0)
      throw new Failure('forbidden', 'This address serves nobody: the API is behind another one');
  },
};
