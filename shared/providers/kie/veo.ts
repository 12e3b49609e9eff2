import type { QueriedDialect } from '../dialect.ts';
import { dedicatedDialect } from './dedicated.ts';

const EXTEND = 'veo/extend';

const dialect = dedicatedDialect({
  create: (wireModel) => (wireModel === EXTEND ? '/api/v1/veo/extend' : '/api/v1/veo/generate'),
  query: '/api/v1/veo/record-info',
  naming: (wireModel) => (wireModel === EXTEND ? {} : { model: wireModel }),
});

/** The dedicated endpoints of Veo: flat bodies, flags instead of words. */
export const veoDialect: QueriedDialect = {
  ...dialect,
  readCheck: (reply) => dialect.readCheck(reply, 'video'),
};
