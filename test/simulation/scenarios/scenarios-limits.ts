import { plainOrder, type Order } from '../users/order.ts';
import { plainUpload, type UploadOrder } from '../users/upload-order.ts';
import type { Scenario } from './scenario.ts';

const orders = (count: number, more: (i: number) => Partial<Order>): readonly Order[] =>
  Array.from({ length: count }, (_, i) =>
    plainOrder({ key: `key-${i + 1}`, prompt: `order ${i + 1}`, limited: true, ...more(i) }),
  );

const upload = (at: number, more: Partial<UploadOrder>): UploadOrder =>
  plainUpload({ at, limited: true, ...more });
const bytes = (count: number): string => 'x'.repeat(count);
/** Its 38 letters are its bytes. */
const BOAT = 'https://pictures.example.test/boat.png';

/** In seconds after the start of a run; and four minutes before. */
const MIDNIGHT = 15 * 3600;
const LATE = MIDNIGHT - 240;

/** Owners who may bring only so many bytes in a day. */
const uploadScenarios: readonly Scenario[] = [
  {
    name: 'files that come every way until the day is full, and the next day',
    orders: [],
    uploadOrders: [
      upload(LATE, { content: bytes(20) }),
      upload(LATE + 1, { way: 'url', url: BOAT, content: BOAT }),
      upload(LATE + 10, { content: bytes(20), completedAfter: 60, order: {} }),
      // There is room for one of them.
      upload(LATE + 30, { way: 'body', content: bytes(30) }),
      upload(LATE + 30, { way: 'body', content: `${bytes(29)}y` }),
      upload(LATE + 100, { way: 'url', url: BOAT, content: BOAT }),
      upload(LATE + 120, { way: 'body', content: bytes(12) }),
      upload(LATE + 140, { way: 'url', url: BOAT, content: BOAT }),
      upload(LATE + 140, { content: bytes(20) }),
      upload(LATE + 140, { way: 'body', content: bytes(20) }),
    ],
    provider: [{}],
    limits: [{ at: 0, limits: { uploadBytesPerDay: 100 } }],
    cleanup: true,
  },
  {
    name: 'files that come with two keys, until the day of one is full',
    orders: [],
    uploadOrders: [
      upload(LATE, { content: bytes(20), completedAfter: 30, keyId: 'one' }),
      // There is room for one of them.
      ...['a', 'b', 'c', 'd'].map((letter) =>
        upload(LATE + 5, { way: 'body', content: `${bytes(29)}${letter}`, keyId: 'one' }),
      ),
      upload(LATE + 6, { way: 'body', content: bytes(40), keyId: 'two' }),
      upload(LATE + 7, { way: 'url', url: BOAT, content: BOAT, keyId: 'two' }),
      upload(LATE + 8, { way: 'body', content: bytes(70) }),
    ],
    provider: [{}],
    limits: [{ at: 0, limits: { keyUploadBytesPerDay: 50 } }],
    cleanup: true,
  },
  {
    name: 'files that come at midnight',
    orders: [],
    uploadOrders: [
      upload(MIDNIGHT - 4.05, { content: bytes(40) }),
      upload(MIDNIGHT - 0.06, { way: 'body', content: bytes(41) }),
      upload(MIDNIGHT - 0.03, { way: 'body', content: bytes(42) }),
      upload(MIDNIGHT - 0.1, { way: 'url', url: BOAT, content: BOAT }),
      upload(MIDNIGHT, { way: 'body', content: bytes(43) }),
    ],
    provider: [{}],
    limits: [{ at: 0, limits: { uploadBytesPerDay: 100 } }],
  },
];

/** Owners who may have only so many tasks open, or bring so much in a day. */
export const limitScenarios: readonly Scenario[] = [
  {
    name: 'four orders at once, each sent twice, of which two may be open',
    orders: orders(4, () => ({ at: 5, parallel: 2, repeats: 8 })),
    provider: [{ seconds: 6 }, { end: 'fail' }],
    limits: [{ at: 0, limits: { openTasks: 2 } }],
    budget: 100,
  },
  {
    name: 'orders with two keys, of which each may have one open',
    orders: [
      ...orders(4, (i) => ({ at: 5, repeats: 8, keyId: i < 3 ? 'one' : 'two', deletes: i === 1 })),
      ...orders(1, () => ({ at: 6, key: 'with a token', prompt: 'with a token' })),
    ],
    provider: [{ seconds: 6 }, { end: 'fail' }],
    limits: [
      { at: 0, limits: { keyOpenTasks: 1 } },
      { at: 60, limits: { keyOpenTasks: null } },
    ],
  },
  {
    name: 'orders canceled, retried and deleted, of which two may be open',
    orders: orders(3, (i) => ({
      at: 5 + i,
      repeats: 8,
      ...(i === 0 ? { cancelAfterSeconds: 2, retries: true } : { deletes: true }),
    })),
    provider: [{ seconds: 9 }],
    limits: [{ at: 0, limits: { openTasks: 2 } }],
  },
  {
    name: 'a limit that comes when three are open, is lowered and lifted',
    orders: [
      ...orders(3, () => ({ at: 1 })),
      ...orders(2, (i) => ({ at: 150 + i, repeats: 6, key: `late-${i}`, prompt: `late ${i}` })),
      ...orders(1, () => ({ at: 700, key: 'last', prompt: 'last' })),
    ],
    provider: [{ seconds: 200 }],
    limits: [
      { at: 10, limits: { openTasks: 4 } },
      { at: 160, limits: { openTasks: 2 } },
      { at: 400, limits: { openTasks: null } },
    ],
  },
  {
    name: 'an operator finds a lost call of an owner who may have one task open',
    orders: orders(2, (i) => ({ at: 5 + i * 4000 })),
    provider: [{ create: 'no-id', callback: 'lost', seconds: 30 }, {}],
    operator: 'adopt',
    limits: [{ at: 0, limits: { openTasks: 1 } }],
  },
  {
    name: 'a limit of open tasks, beside a version that knows of none',
    orders: orders(4, (i) => ({ at: 5 + i * 2, repeats: 6, deletes: i !== 1, keyId: 'one' })),
    provider: [{ seconds: 20 }],
    limits: [{ at: 0, limits: { openTasks: 3 } }],
    earlier: true,
  },
  ...uploadScenarios,
];
