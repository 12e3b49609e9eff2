import { Failure } from '#domain/error.ts';
import type { Fault } from '#domain/error.ts';
import { planGeneration } from '#providers/catalog.ts';

const now = new Date('2026-11-20T00:00:00Z');
/** Plans at a fixed time; retired models are allowed unless said otherwise. */
export const plan = (params: unknown, allowRetired = true) => planGeneration(params, { allowRetired, now });

/** The refusal of a request that must not pass. */
export function refusalOf(params: unknown, allowRetired = true): Failure {
  try {
    plan(params, allowRetired);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('it was accepted');
}
/** The faults of a request that is not valid. */
export const faultsOf = (params: unknown): readonly Fault[] => refusalOf(params).details.errors ?? [];
/** Where the faults lie. */
export const pathsOf = (params: unknown): string[] => faultsOf(params).map(({ path }) => path);

/** Requests with a prompt and whatever else is said. */
export const imagen = (input: Record<string, unknown>, rest: Record<string, unknown> = {}) => ({
  service: 'KIE',
  model: 'IMAGEN4',
  ...rest,
  input: { prompt: 'A lighthouse', ...input },
});
export const veo = (rest: Record<string, unknown>) => ({
  service: 'KIE',
  model: 'VEO3',
  prompt: 'A boat',
  ...rest,
});
export const mj = (rest: Record<string, unknown>) => ({
  service: 'KIE',
  model: 'MIDJOURNEY',
  prompt: 'A fox',
  ...rest,
});
/** So many addresses of pictures. */
export const picture = (n: number) =>
  Array.from({ length: n }, (_, index) => `https://a.example/${index}.png`);
