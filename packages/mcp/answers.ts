import { DarkroomError } from '@darkroom/client';
import type { CallToolResult, ContentBlock } from '@modelcontextprotocol/server';

type Fields = Readonly<Record<string, unknown>>;

/** An answer as text, for models, and as data, for programs; what is undefined is left out of both. */
export function answerOf(data: Fields, more: readonly ContentBlock[] = []): CallToolResult {
  const text = JSON.stringify(data);
  return {
    content: [{ type: 'text', text }, ...more],
    structuredContent: JSON.parse(text) as Record<string, unknown>,
  };
}

/** Whatever a call refuses is thrown in words that say what to change: a chat sees nothing of an error but its message. */
export async function inWords<Answer>(act: () => Promise<Answer>): Promise<Answer> {
  try {
    return await act();
  } catch (cause) {
    if (!(cause instanceof DarkroomError)) throw cause;
    throw new Error(wordsOf(cause), { cause });
  }
}

const listed = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : '');

function wordsOf({ code, message, errors, problem, requestId, retryAfterSeconds }: DarkroomError): string {
  const suggestions = listed(problem['suggestions']);
  const services = listed(problem.services);
  return [
    `${code}: ${message}`,
    ...errors.map(({ path, message: fault }) => `- ${path || '/'} ${fault}`),
    ...(suggestions ? [`Did you mean: ${suggestions}`] : []),
    ...(problem.successor ? [`Take instead: ${problem.successor}`] : []),
    ...(services ? [`Offered by: ${services}`] : []),
    ...(retryAfterSeconds ? [`Worth another try in ${Math.ceil(retryAfterSeconds)} seconds.`] : []),
    ...(requestId ? [`Request ${requestId}`] : []),
  ].join('\n');
}
