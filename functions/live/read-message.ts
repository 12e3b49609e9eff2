import { clientMessage, type ClientMessage } from '#contract/live/messages.ts';
import { parseOr422 } from '#contract/wire/problem.ts';
import { Failure } from '#domain/error.ts';

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Failure('malformed_json', 'A message is JSON', { cause: error });
  }
}

/** What a client has said. Throws `malformed_json` or `validation_failed`. */
export function readMessage(body: string | undefined, isBase64Encoded: boolean): ClientMessage {
  if (isBase64Encoded) throw new Failure('malformed_json', 'A message is text, and no bytes');
  return parseOr422(clientMessage(), jsonIn(body ?? ''));
}
