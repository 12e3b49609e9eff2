import type { Behaviour } from './provider-behaviour.ts';

/** The body of a create call. */
export interface CreateBody {
  readonly model: string;
  readonly input: { readonly prompt: string; readonly image_urls?: readonly string[] };
  readonly callBackUrl?: string;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
}

export const answer = (code: number, msg: string, data: unknown = null): Answer => ({
  status: 200,
  text: JSON.stringify({ code, msg, data }),
});

export const unauthorized = answer(401, 'You do not have access permissions');
export const noCredit = answer(402, 'Credits insufficient');
export const serverException = answer(500, 'Server exception, please try again later');
export const tooFast = answer(429, 'Your call frequency is too high');

/** What it says of a job that it has taken, where that is not what it should say. */
export const oddAcceptances = (id: string): { readonly [Create in Behaviour['create']]?: Answer } => ({
  'breaks-after': serverException,
  'no-id': answer(200, 'success', {}),
  gateway: { status: 502, text: '<html>Bad Gateway</html>' },
  'names-it': answer(429, 'Too many requests', { task_id: id }),
  renamed: {
    status: 200,
    text: JSON.stringify({ code: '200', msg: { en: 'success' }, data: { task_id: id } }),
  },
});

/** What it says to calls that it does not take. */
export const refusals: { readonly [Create in Behaviour['create']]?: Answer } = {
  busy: tooFast,
  'no-credit': noCredit,
  invalid: answer(422, 'The model name is not supported'),
  auth: unauthorized,
  field: answer(500, 'prompt is required'),
  breaks: serverException,
};

/** The same, as the service says it that answers with the result itself. */
export const refusalsAtOnce: typeof refusals = {
  busy: { status: 429, text: '{}' },
  invalid: { status: 422, text: '{"error":"not such a picture"}' },
  breaks: { status: 500, text: '{}' },
};

/** What the record repeats of a request: the input is text within the text. */
export function echoOf({ callBackUrl, input, ...rest }: CreateBody, { echoesAddress }: Behaviour): string {
  const address = echoesAddress && callBackUrl !== undefined ? { callBackUrl } : {};
  return JSON.stringify({ ...rest, ...address, input: JSON.stringify(input) });
}
