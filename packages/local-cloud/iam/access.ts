import type { Clock } from '../clock.ts';
import { credentials as accountCredentials, identity, type Credentials } from '../identity.ts';
import type { Context } from './conditions.ts';
import { reasonOfDenial, type PolicySet, type Policies } from './evaluate.ts';
import type { Caller } from './principals.ts';
import { sessionOf, type Actor } from './session.ts';

/** What a caller signs with. */
type Keys = Credentials & { readonly sessionToken?: string };

/** All that a deployment says about who may do what. */
export interface AccessDefinition {
  /** Who acts under which role: functions and state machines, by ARN. */
  readonly actors: ReadonlyMap<string, Actor>;
  /** What each role may do, by its ARN. */
  readonly roles: ReadonlyMap<string, PolicySet>;
  /** Policies of buckets, functions, secrets, topics and queues, by ARN. */
  readonly resources: ReadonlyMap<string, PolicySet>;
}

/** One permission that a call needs. */
export interface Need {
  readonly action: string;
  readonly resource: string;
  /** Whose policy has a say besides the caller's; `resource` itself when left out. */
  readonly policyOf?: string;
  /** Condition keys of the service that is called. */
  readonly context?: Readonly<Record<string, string | undefined>>;
}

/** A permission that a caller does not have, in AWS's words. */
export interface Denial {
  readonly caller: string;
  readonly action: string;
  readonly resource: string;
  readonly reason: string;
}

/** The service that calls, and for what. */
export interface ServiceCall {
  readonly service: string;
  readonly sourceArn: string;
}

/** How a service that speaks JSON refuses a call. */
export interface Refusal {
  readonly code:
    'AccessDeniedException' | 'MissingAuthenticationTokenException' | 'UnrecognizedClientException';
  readonly message: string;
}

/** Decides about every call of the local cloud. Until it is given a deployment it knows the account's own keys only. */
export interface Access {
  set(definition: AccessDefinition): void;
  /** The keys that belong to an access key id. */
  keysOf(accessKeyId: string): Keys | undefined;
  /** The first permission that the owner of an access key id lacks. */
  denied(accessKeyId: string, needs: readonly Need[]): Denial | undefined;
  /** The same for the sender of a signed request, who may be nobody. */
  refusal(authorization: string | undefined, needs: readonly Need[]): Refusal | undefined;
  /** The role that a function or a state machine acts under. */
  actorOf(arn: string): Actor | undefined;
  /** The permission that an actor lacks, when it acts without sending a request. */
  deniedTo(actor: Actor, need: Need): Denial | undefined;
  /** The permission that a service lacks, which only the policy of the resource can give. */
  deniedToService(call: ServiceCall, need: Need): Denial | undefined;
}

/** `User: … is not authorized to perform: … on resource: … because …`, as most services word it. */
export const denialText = ({ caller, action, resource, reason }: Denial): string =>
  `User: ${caller} is not authorized to perform: ${action} on resource: ${resource} ${reason}`;

interface Known {
  readonly caller: Caller;
  readonly keys: Keys;
}

const account: Known = {
  caller: { kind: 'account', arn: `arn:${identity.partition}:iam::${identity.accountId}:root` },
  keys: accountCredentials,
};

/** Whose keys nothing is allowed with: those of a role that is no longer in the template. */
const nobody = (accessKeyId: string): Known => ({
  caller: { kind: 'role', arn: accessKeyId, roleArn: '' },
  keys: { accessKeyId, secretAccessKey: '', region: identity.region },
});

export function createAccess(clock: Clock): Access {
  let known = new Map<string, Known>();
  let definition: AccessDefinition = { actors: new Map(), roles: new Map(), resources: new Map() };
  const ownerOf = (accessKeyId: string): Known | undefined =>
    accessKeyId === account.keys.accessKeyId ? account : known.get(accessKeyId);

  const decide = (caller: Caller, need: Need, source?: string): Denial | undefined => {
    const { action, resource, policyOf = resource } = need;
    const policies: Policies = {
      identity: caller.kind === 'role' ? definition.roles.get(caller.roleArn) : undefined,
      resource: definition.resources.get(policyOf),
    };
    const context = contextOf({ caller, clock, source }, need);
    const reason = reasonOfDenial(caller, policies, { action, resource, context });
    return reason === undefined ? undefined : { caller: caller.arn, action, resource, reason };
  };
  const firstDenied = ({ caller }: Known, needs: readonly Need[]): Denial | undefined => {
    for (const need of needs) {
      const denial = decide(caller, need);
      if (denial !== undefined) return denial;
    }
    return undefined;
  };
  return {
    set: (next) => {
      definition = next;
      known = new Map([...next.actors.values()].map((actor) => entryOf(actor)));
    },
    keysOf: (accessKeyId) => ownerOf(accessKeyId)?.keys,
    denied: (accessKeyId, needs) => firstDenied(ownerOf(accessKeyId) ?? nobody(accessKeyId), needs),
    refusal: (authorization, needs) => {
      const accessKeyId = accessKeyIn(authorization);
      if (accessKeyId === undefined) return unsigned;
      const owner = ownerOf(accessKeyId);
      if (owner === undefined) return unrecognized;
      const denial = firstDenied(owner, needs);
      return denial && { code: 'AccessDeniedException', message: denialText(denial) };
    },
    actorOf: (arn) => definition.actors.get(arn),
    deniedTo: (actor, need) => decide(callerOf(actor), need),
    deniedToService: ({ service, sourceArn }, need) =>
      decide({ kind: 'service', arn: service }, need, sourceArn),
  };
}

const unsigned: Refusal = {
  code: 'MissingAuthenticationTokenException',
  message: 'Request is missing Authentication Token',
};
const unrecognized: Refusal = {
  code: 'UnrecognizedClientException',
  message: 'The security token included in the request is invalid.',
};

const accessKeyIn = (authorization: string | undefined): string | undefined =>
  /Credential=([^/,\s]+)\//.exec(authorization ?? '')?.[1];

const callerOf = (actor: Actor): Caller => ({
  kind: 'role',
  arn: sessionOf(actor).arn,
  roleArn: actor.roleArn,
});

function entryOf(actor: Actor): [string, Known] {
  const keys = sessionOf(actor).credentials;
  return [keys.accessKeyId, { caller: callerOf(actor), keys }];
}

const principalTypes = { account: 'Account', role: 'AssumedRole', service: undefined } as const;

interface Circumstances {
  readonly caller: Caller;
  readonly clock: Clock;
  /** The resource on whose behalf a service calls. */
  readonly source: string | undefined;
}

/** The condition keys that do not depend on the service that is called. */
const globalKeys: Readonly<Record<string, (circumstances: Circumstances) => string | undefined>> = {
  'aws:currenttime': ({ clock }) => new Date(clock.now()).toISOString(),
  'aws:epochtime': ({ clock }) => String(Math.floor(clock.now() / 1000)),
  'aws:principalaccount': ({ caller }) => (caller.kind === 'service' ? undefined : identity.accountId),
  'aws:principalarn': ({ caller }) => (caller.kind === 'role' ? caller.roleArn : undefined),
  'aws:principalisawsservice': ({ caller }) => String(caller.kind === 'service'),
  'aws:principalservicename': ({ caller }) => (caller.kind === 'service' ? caller.arn : undefined),
  'aws:principaltype': ({ caller }) => principalTypes[caller.kind],
  'aws:requestedregion': () => identity.region,
  'aws:resourceaccount': () => identity.accountId,
  // A request that does not leave the machine stands for one over TLS, which every SDK uses on AWS.
  'aws:securetransport': () => 'true',
  'aws:sourceaccount': ({ source }) => (source === undefined ? undefined : identity.accountId),
  'aws:sourcearn': ({ source }) => source,
  'aws:viaawsservice': () => 'false',
};

const contextOf =
  (circumstances: Circumstances, need: Need): Context =>
  (key) =>
    globalKeys[key]?.(circumstances) ?? need.context?.[key];
