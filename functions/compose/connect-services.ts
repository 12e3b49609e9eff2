import { getSecret } from '@aws-lambda-powertools/parameters/secrets';
import { once } from '#domain/once.ts';
import type { GateRule } from '#domain/tasks/lanes.ts';
import type { QuestionRule } from '#domain/tasks/questions.ts';
import { inFlightSeconds, SUBMIT_CALL_SECONDS } from '#domain/tasks/limits.ts';
import {
  isCallable,
  submitSeconds,
  type CallableService,
  type Connection,
  type ServiceAccess,
} from '#providers/service.ts';
import { services } from '#providers/services.ts';
import { renewableSecret, type RenewableSecret } from './renewable-secret.ts';
import { readServiceSettings } from './settings.ts';
import { systemClock } from './system-ports.ts';

const SECRET_AGE_SECONDS = 300;

/** A service with where and as whom it is called. */
export interface ConnectedService {
  readonly service: CallableService;
  readonly connection: Connection;
  readonly renewSecret: RenewableSecret['renew'];
}

function connect(service: CallableService): ConnectedService {
  const { origins, secretArn } = readServiceSettings(service);
  const { read, renew } = renewableSecret(
    (from) =>
      getSecret(secretArn, {
        maxAge: SECRET_AGE_SECONDS,
        transform: 'json',
        forceFetch: from === 'source',
      }),
    systemClock.now,
  );
  return { service, connection: { origins, secret: read }, renewSecret: renew };
}

/** Every service that can be called. All of a function share them, and what they know of their secrets. */
export const connectServices = once((): readonly ConnectedService[] =>
  services.filter(isCallable).map(connect),
);

function accessOf(name: string): ServiceAccess {
  const access = services.find((service) => service.name === name)?.access;
  if (access === undefined) throw new Error(`No service that can be called is named ${name}`);
  return access;
}

/** How many paid calls a service takes in how long a time. */
export const rateOf = (name: string): GateRule => accessOf(name).rate;

/** How many status questions a service answers in how long a time; undefined where it has no limit. */
export const questionRuleOf = (name: string): QuestionRule | undefined => accessOf(name).questions;

/** How many seconds a paid call of a service may take. */
export const callSecondsOf = (name: string): number => accessOf(name).callSeconds ?? SUBMIT_CALL_SECONDS;

/** For how many seconds after a claim its invocation may be at work. */
export const connectedInFlightSeconds = (): number => inFlightSeconds(submitSeconds(services));
