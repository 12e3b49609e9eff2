import type { ProviderParams } from './api-types.gen.ts';

type Each<Params> = Params extends { readonly model: infer Name } ? [Params, Name] : never;

/** The forms of one model: those that take it by this name. */
type Of<Params, Name> =
  Each<Params> extends infer Pair
    ? Pair extends [infer One, infer Names]
      ? Name extends Names
        ? One
        : never
      : never
    : never;

/** What has to be said beside `input` cannot be said in short: those forms need the long one. */
type Short<Params> = Params extends { apiModel: string } ? never : Params;

/** Every name that a model can be ordered by. */
export type ModelId = ProviderParams['model'];

/** The fields of one model, without `service` and `model`. */
export type InputOf<Model extends ModelId> =
  Short<Of<ProviderParams, Model>> extends infer Params
    ? Params extends { input: infer Input }
      ? Input
      : Params extends object
        ? Omit<Params, 'service' | 'model'>
        : never
    : never;
