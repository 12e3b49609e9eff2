import type { QueriedDialect } from '../dialect.ts';
import type { Plan } from '../catalog/model.ts';
import { readCheck, successFlags } from './check.ts';
import { statusWords } from './jobs.ts';
import { readStart } from './start.ts';

type Order = Pick<Plan, 'wireModel' | 'input'>;

/** What is peculiar to a family with endpoints of its own: where to ask, and what goes in before the input. */
export interface Endpoints {
  readonly create: (wireModel: string) => string;
  readonly query: string;
  /** What names the model or the operation in the flat body. */
  readonly naming?: (wireModel: string) => Readonly<Record<string, unknown>>;
}

const bodyOf = ({ naming }: Endpoints, { wireModel, input }: Order, callbackUrl: string | undefined) => ({
  ...naming?.(wireModel),
  ...input,
  ...(callbackUrl !== undefined && { callBackUrl: callbackUrl }),
});

/** The protocol of the older families: flat bodies, flags or words, a record of their own. */
export const dedicatedDialect = (endpoints: Endpoints): QueriedDialect => ({
  start: (plan, callbackUrl) => ({
    method: 'POST',
    path: endpoints.create(plan.wireModel),
    body: bodyOf(endpoints, plan, callbackUrl),
  }),
  readStart,
  check: (externalId) => ({ method: 'GET', path: endpoints.query, query: { taskId: externalId } }),
  readCheck: (reply, media) => readCheck(reply, { words: statusWords, flags: successFlags }, media),
});

/** GPT-4o’s pictures. */
export const gpt4oDialect = dedicatedDialect({
  create: () => '/api/v1/gpt4o-image/generate',
  query: '/api/v1/gpt4o-image/record-info',
});

/** FLUX.1 Kontext: the tier is the model. */
export const fluxKontextDialect = dedicatedDialect({
  create: () => '/api/v1/flux/kontext/generate',
  query: '/api/v1/flux/kontext/record-info',
  naming: (wireModel) => ({ model: wireModel }),
});

/** Runway’s films. */
export const runwayDialect = dedicatedDialect({
  create: () => '/api/v1/runway/generate',
  query: '/api/v1/runway/record-detail',
});

/** Runway Aleph, which makes films of films. */
export const alephDialect = dedicatedDialect({
  create: () => '/api/v1/aleph/generate',
  query: '/api/v1/aleph/record-info',
});
