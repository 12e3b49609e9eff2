import { kept, type Erasure } from '#domain/erasure/erasure.ts';
import { namesOf } from '#domain/names.ts';
import { addressOf } from '../route.ts';
import { accountRoutes } from '../account/routes.ts';
import type { ErasureView } from './answers.ts';

/** Shows an erasure to its owner. */
export const viewErasure = ({ id, status, at, doneAt, erased, awaited }: Erasure): ErasureView => ({
  id,
  status,
  at,
  ...(doneAt === undefined ? {} : { doneAt }),
  erased,
  waitingFor: awaited,
  kept: namesOf(kept),
  links: { self: addressOf(accountRoutes.readErasure, id) },
});
