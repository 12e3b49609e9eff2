import { createHash } from 'node:crypto';
import { identity, type Credentials } from '../identity.ts';

/** A role as something assumes it: a function by its name, a state machine or a schedule likewise. */
export interface Actor {
  readonly roleArn: string;
  readonly session: string;
}

/** What an actor calls itself by, and signs with. */
export interface Session {
  /** `arn:aws:sts::{account}:assumed-role/{role}/{session}`, as AWS names it in a refusal. */
  readonly arn: string;
  readonly credentials: Credentials & { readonly sessionToken: string };
}

/** Long enough that a signed address is as long as AWS makes it. */
const TOKEN_HASHES = 16;

const digest = (text: string): Buffer => createHash('sha512').update(text).digest();

/** Credentials of no value that differ from actor to actor and are the same after a restart. */
export function sessionOf({ roleArn, session }: Actor): Session {
  const seed = `${roleArn}/${session}`;
  const letters = digest(`${seed}/id`).toString('hex').toUpperCase().slice(0, 16);
  const token = Array.from({ length: TOKEN_HASHES }, (_, index) => digest(`${seed}/token/${String(index)}`));
  const roleName = roleArn.split('/').at(-1) ?? '';
  return {
    arn: `arn:${identity.partition}:sts::${identity.accountId}:assumed-role/${roleName}/${session}`,
    credentials: {
      accessKeyId: `ASIA${letters}`,
      secretAccessKey: digest(`${seed}/secret`).toString('base64').slice(0, 40),
      sessionToken: Buffer.concat(token).toString('base64'),
      region: identity.region,
    },
  };
}
