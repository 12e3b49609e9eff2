import * as z from 'zod';
import type { Subject } from '../openapi/operation.ts';
import { keyListView, madeKeyView, type KeyView, type MadeKeyView } from './answers.ts';
import { keyQuery, newKeyBody, revocationQuery, rotationBody } from './requests.ts';
import { madeTokenView, type MadeTokenView } from './token-answers.ts';
import { newTokenBody } from './token-requests.ts';

const shop: KeyView = {
  id: '9f86d081884c7d65',
  name: 'shop',
  owner: 'ana',
  scopes: ['tasks:read', 'tasks:write'],
  status: 'active',
  createdAt: '2026-11-01T09:30:00.000Z',
  createdBy: '60303ae22b998861',
  lastUsedAt: '2026-11-21T10:00:00.000Z',
};

/** Its checksum is wrong: nobody's key. */
const text = `dk_live_${'0'.repeat(43)}example`;

const successor: MadeKeyView = {
  id: 'fd61a03af4f77d87',
  name: 'shop',
  owner: 'ana',
  scopes: ['tasks:read', 'tasks:write'],
  status: 'active',
  createdAt: '2026-11-21T10:07:00.000Z',
  createdBy: '60303ae22b998861',
  key: text,
};

const taskId = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';

/** Its signature is none. */
const pageToken: MadeTokenView = {
  token: `dkt_live_eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbmEifQ.${'0'.repeat(36)}example`,
  owner: 'ana',
  task: taskId,
  scopes: ['tasks:read'],
  expiresAt: '2026-11-21T10:17:00.000Z',
};

type KeyRoute = 'listKeys' | 'createKey' | 'revokeKey' | 'rotateKey' | 'createToken';

/** The routes about API keys. */
export const keys: Subject<KeyRoute> = {
  tag: {
    name: 'API keys',
    description: 'Keys with scopes, an end, and successors; and short-lived tokens that a page may hold.',
  },
  parameters: { id: z.string().meta({ description: 'The whole id of a key.', example: shop.id }) },
  operations: {
    listKeys: {
      description:
        'Your keys, the oldest first, those that have ended included. A page may be short, or empty, and have a cursor all the same.',
      query: keyQuery,
      answers: {
        200: { description: 'One page.', content: { schema: keyListView, example: { items: [shop] } } },
      },
    },
    createKey: {
      description:
        'Makes a key, and shows it this once. It can be given no scope that the key that asks does not have. Only an operator makes keys for another owner.',
      body: { schema: newKeyBody, example: { name: 'shop', scopes: ['tasks:read', 'tasks:write'] } },
      answers: { 201: { description: 'The key.', content: { schema: madeKeyView, example: successor } } },
    },
    revokeKey: {
      description:
        'Takes a key out of use: at once for whatever changes something, within 60 seconds for what only reads. To repeat it changes nothing.',
      query: revocationQuery,
      answers: { 204: { description: 'It is out of use.' } },
      refusals: ['not_found'],
    },
    rotateKey: {
      description:
        'Makes a key with the same name and scopes; the one before stays good for an overlap, a day where nothing is said. A key is rotated once: after that its successor is.',
      body: { schema: rotationBody, example: { overlapSeconds: 3600 }, optional: true },
      answers: {
        201: { description: 'The successor.', content: { schema: madeKeyView, example: successor } },
      },
      refusals: ['not_found', 'conflict'],
    },
    createToken: {
      description:
        'Makes a token that lives an hour at most and that a page may hold: it reads one task, the tasks of one prompt or all that is yours, or makes one upload. It is sent like a key, and is looked up nowhere: revoking the key that made it does not end it. No token makes another.',
      body: {
        schema: newTokenBody,
        examples: {
          task: { value: { task: taskId, scopes: ['tasks:read'], ttlSeconds: 600 } },
          upload: { value: { upload: true, scopes: ['uploads:write'] } },
        },
      },
      answers: {
        201: { description: 'The token.', content: { schema: madeTokenView, example: pageToken } },
      },
      refusals: ['forbidden', 'not_found'],
    },
  },
};
