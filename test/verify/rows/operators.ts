import type { Row } from '../row.ts';

const unknownId = '0123456789abcdef0123456789abcdef';
const reason = 'verify';
/** Nothing was raised so early: the list of a deployment that is used must not matter. */
const beforeEverything = { to: '2001-01-01T00:00:00Z' };

/** What operators decide. Every decision is asked about an item that is not there. */
export const operatorRows: readonly Row[] = [
  {
    name: 'what was done is for operators',
    route: 'readAudit',
    refusal: 'forbidden',
    status: 403,
    send: () => ({}),
  },
  {
    name: 'an operator reads what was done in a time',
    route: 'readAudit',
    status: 200,
    send: () => ({ as: 'operator', query: beforeEverything }),
  },
  {
    name: 'accounts at a provider are for operators',
    route: 'listAccounts',
    refusal: 'forbidden',
    status: 403,
    send: () => ({ parameters: { service: 'KIE' } }),
  },
  {
    name: 'an operator lists the accounts at a provider',
    route: 'listAccounts',
    status: 200,
    send: () => ({ as: 'operator', parameters: { service: 'KIE' } }),
    loose: ['items'],
  },
  {
    name: 'a provider that is not called has no accounts',
    route: 'listAccounts',
    refusal: 'not_found',
    status: 404,
    send: () => ({ as: 'operator', parameters: { service: 'NOBODY' } }),
  },
  {
    name: 'the first account stays as it is',
    route: 'setAccount',
    status: 200,
    send: () => ({ as: 'operator', parameters: { service: 'KIE', account: 'default' }, body: {} }),
    loose: ['account'],
  },
  {
    name: 'a new account needs a key',
    route: 'setAccount',
    refusal: 'conflict',
    status: 409,
    send: () => ({ as: 'operator', parameters: { service: 'KIE', account: 'verify' }, body: {} }),
  },
  {
    name: 'the first account is not removed',
    route: 'removeAccount',
    refusal: 'conflict',
    status: 409,
    send: () => ({ as: 'operator', parameters: { service: 'KIE', account: 'default' } }),
  },
  {
    name: 'items are for operators',
    route: 'listItems',
    refusal: 'forbidden',
    status: 403,
    send: () => ({}),
  },
  {
    name: 'an operator lists the items of a time',
    route: 'listItems',
    status: 200,
    send: () => ({ as: 'operator', query: beforeEverything }),
  },
  {
    name: 'an unknown kind of item is refused',
    route: 'listItems',
    refusal: 'validation_failed',
    status: 422,
    send: () => ({ as: 'operator', query: { kind: 'nothing' } }),
  },
  {
    name: 'items are decided in bulk',
    route: 'decideItems',
    status: 200,
    send: () => ({ as: 'operator', body: { reason, decision: 'write-off', filter: beforeEverything } }),
  },
  {
    name: 'a decision in bulk says on what',
    route: 'decideItems',
    refusal: 'validation_failed',
    status: 422,
    send: () => ({ as: 'operator', body: { reason, decision: 'write-off', filter: {} } }),
  },
  {
    name: 'an item that is not there cannot be adopted',
    route: 'adoptItem',
    refusal: 'not_found',
    status: 404,
    send: () => ({ as: 'operator', parameters: { id: unknownId }, body: { reason, externalTaskId: 'abc' } }),
  },
  ...(['resubmitItem', 'archiveItemAgain', 'writeOffItem'] as const).map((route): Row => ({
    name: `${route} of an item that is not there is not found`,
    route,
    refusal: 'not_found',
    status: 404,
    send: () => ({ as: 'operator', parameters: { id: unknownId }, body: { reason } }),
  })),
];
