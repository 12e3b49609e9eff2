import type { Behaviour } from './provider-behaviour.ts';

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

/** What it says to calls that it does not take. */
export const refusals: { readonly [Create in Behaviour['create']]?: Answer } = {
  busy: tooFast,
  'no-credit': noCredit,
  invalid: answer(422, 'The model name is not supported'),
  auth: unauthorized,
  field: answer(500, 'prompt is required'),
  breaks: serverException,
};
