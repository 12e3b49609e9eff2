import { from, keep, type Row } from '../row.ts';

/** The end of the run: everything that it has made is removed. */
export const ownDataRows: readonly Row[] = [
  {
    name: 'an account that nobody has brought is not found',
    route: 'readOwnAccount',
    refusal: 'not_found',
    status: 404,
    send: () => ({ as: 'operator', parameters: { service: 'KIE' } }),
  },
  {
    name: 'an account of one’s own needs a key',
    route: 'setOwnAccount',
    refusal: 'conflict',
    status: 409,
    send: () => ({ as: 'operator', parameters: { service: 'KIE' }, body: {} }),
  },
  {
    name: 'an account that nobody has brought is not taken back',
    route: 'removeOwnAccount',
    refusal: 'not_found',
    status: 404,
    send: () => ({ as: 'operator', parameters: { service: 'KIE' } }),
  },
  {
    name: 'the removal of everything asks first',
    route: 'eraseData',
    refusal: 'confirmation_required',
    status: 428,
    send: () => ({}),
    remember: keep({ confirmation: ['confirmationToken'] }),
  },
  {
    name: 'the removal of everything is taken',
    route: 'eraseData',
    status: 202,
    send: (memory) => ({ query: { confirmationToken: from(memory, 'confirmation') } }),
    remember: keep({ erasure: ['id'] }),
  },
  {
    // It is done half an hour later, when nothing can be under way any more. Nobody waits for that here.
    name: 'the removal of everything has a receipt',
    route: 'readErasure',
    status: 200,
    send: (memory) => ({ parameters: { id: from(memory, 'erasure') } }),
    loose: ['status', 'erased', 'waitingFor'],
  },
  {
    name: 'the receipt of another owner is not found',
    route: 'readErasure',
    refusal: 'not_found',
    status: 404,
    send: (memory) => ({ as: 'other', parameters: { id: from(memory, 'erasure') } }),
  },
];
