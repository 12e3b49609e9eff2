/** Somebody who is connected, and what happens to him. Times are seconds after the start. */
export interface FollowerOptions {
  readonly name: string;
  /** What he follows: all of ana's, the task of one of her keys, or those of a prompt. */
  readonly target: 'owner' | { readonly key: string } | { readonly prompt: string };
  readonly from: number;
  readonly to: number;
  /** When his network breaks, and for how long he is away then. */
  readonly breaks?: readonly number[];
  readonly awaySeconds?: number;
  /** Which messages to him, counted from 1 without answers to pings, cannot be handed over. */
  readonly unheard?: readonly number[];
  /** He hears everything so many seconds late. */
  readonly slowSeconds?: number;
  /** When what he says who he is with ends, and by what. */
  readonly ends?: { readonly at: number; readonly by: 'time' | 'revocation' };
}
