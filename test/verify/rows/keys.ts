import { from, keep, type Row } from '../row.ts';

const secret = ['id', 'key', 'createdBy'];

/** A key is made, listed, rotated and revoked by the operator. */
export const keyRows: readonly Row[] = [
  {
    name: 'a key is made with fewer scopes',
    route: 'createKey',
    status: 201,
    send: () => ({ as: 'operator', body: { name: 'shop', scopes: ['tasks:read'] } }),
    loose: secret,
    remember: keep({ keyId: ['id'], key: ['key'] }),
  },
  {
    name: 'that key may not do what it has no scope for',
    route: 'createTask',
    refusal: 'forbidden',
    status: 403,
    send: (memory) => ({ as: 'nobody', headers: { authorization: `Bearer ${from(memory, 'key')}` } }),
  },
  {
    name: 'the keys of the operator are listed',
    route: 'listKeys',
    status: 200,
    send: () => ({ as: 'operator' }),
    // Keys of the same moment stand in any order.
    loose: ['items'],
  },
  {
    name: 'the key is rotated',
    route: 'rotateKey',
    status: 201,
    send: (memory) => ({ as: 'operator', parameters: { id: from(memory, 'keyId') } }),
    loose: secret,
    remember: keep({ nextKeyId: ['id'] }),
  },
  {
    name: 'a key that is not there is not found',
    route: 'rotateKey',
    refusal: 'not_found',
    status: 404,
    send: () => ({ as: 'operator', parameters: { id: '0123456789abcdef' } }),
  },
  {
    name: 'a token for browsers is made',
    route: 'createToken',
    status: 201,
    send: () => ({ as: 'operator', body: { prompt: 'fox', scopes: ['tasks:read'], ttlSeconds: 600 } }),
    loose: ['token', 'expiresAt'],
    remember: keep({ pageToken: ['token'] }),
  },
  {
    name: 'that token makes no other',
    route: 'createToken',
    refusal: 'forbidden',
    status: 403,
    send: (memory) => ({
      as: 'nobody',
      headers: { authorization: `Bearer ${from(memory, 'pageToken')}` },
      body: { prompt: 'fox', scopes: ['tasks:read'] },
    }),
  },
  {
    name: 'a token for a task that is not there is not made',
    route: 'createToken',
    refusal: 'not_found',
    status: 404,
    send: () => ({ as: 'operator', body: { task: '0'.repeat(32), scopes: ['tasks:read'] } }),
  },
  ...(['keyId', 'nextKeyId'] as const).map((which): Row => ({
    name: `the key is revoked: ${which}`,
    route: 'revokeKey',
    status: 204,
    send: (memory) => ({ as: 'operator', parameters: { id: from(memory, which) } }),
  })),
];
