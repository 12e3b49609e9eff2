import { plainOrder } from '../users/order.ts';
import { plainUpload } from '../users/upload-order.ts';
import type { Scenario } from './scenario.ts';
import { pictures } from '../engine/uploads.ts';

const THIRD_PARTY = 'https://pictures.example.test';
const MINUTE = 60;
const HOUR = 60 * MINUTE;
/** Ten minutes, and an hour for what is to be kept. */
const shortLife = { days: 1 / 144, keepDays: 1 / 24 };

/** Scenarios of client uploads, and of thumbnails. */
export const fileScenarios: readonly Scenario[] = [
  {
    name: 'a file sent to an address, and a picture made of it',
    orders: [],
    uploadOrders: [plainUpload({ order: {}, keep: true, readAfter: [0.01, 30] })],
    provider: [{}],
    cleanup: true,
  },
  {
    name: 'a file within a request, and a picture made of it',
    orders: [],
    uploadOrders: [plainUpload({ way: 'body', order: {}, readAfter: [5], deletedAfter: 20 * MINUTE })],
    provider: [{}],
    cleanup: true,
  },
  {
    name: 'a file from a third party, and a picture made of it',
    orders: [],
    uploadOrders: [plainUpload({ way: 'url', url: `${THIRD_PARTY}/boat.png`, order: {}, readAfter: [0.01] })],
    provider: [{}],
    cleanup: true,
  },
  {
    name: 'pictures made from files whose bodies break off in the middle, for a while and for ever',
    orders: [
      plainOrder({ picture: 'breaks off at first' }),
      plainOrder({ at: 3, key: 'key-2', prompt: 'order 2', picture: 'breaks off' }),
    ],
    provider: [{}],
    cleanup: true,
  },
  {
    name: 'files from a third party whose bodies break off in the middle',
    orders: [],
    uploadOrders: [
      plainUpload({ way: 'url', url: pictures['breaks off'], order: {}, readAfter: [1] }),
      plainUpload({ at: 6 * MINUTE, way: 'url', url: pictures['breaks off at first'], order: {} }),
    ],
    provider: [{}],
    cleanup: true,
  },
  {
    name: 'files that cannot be used',
    orders: [],
    uploadOrders: [
      plainUpload({ content: 'odd bytes' }),
      plainUpload({ way: 'body', content: 'odd bytes' }),
      plainUpload({ way: 'url', url: `${THIRD_PARTY}/odd.svg` }),
      plainUpload({ way: 'url', url: pictures['dead link'] }),
    ],
    provider: [],
    cleanup: true,
  },
  {
    name: 'addresses to which nothing is sent, or something that is never asked after again',
    orders: [],
    uploadOrders: [
      plainUpload({ sentAfter: 'never', completedAfter: 10, readAfter: [2 * HOUR + 10] }),
      plainUpload({ sentAfter: HOUR - 1, completedAfter: 1.5 * HOUR }),
      plainUpload({ sentAfter: HOUR + 1 }),
    ],
    provider: [],
    ticks: [3 * HOUR, 3 * HOUR],
    cleanup: true,
  },
  {
    name: 'a file that expires while a task is made of it',
    orders: [],
    uploadOrders: [
      plainUpload({ order: { mayLackPicture: true }, orderedAfter: 599.9, readAfter: [11 * MINUTE] }),
      plainUpload({ at: 100, order: { mayLackPicture: true }, orderedAfter: 11 * MINUTE }),
    ],
    uploadLife: shortLife,
    provider: [{ seconds: 40 }],
    ticks: [605, 605, 606, 13 * MINUTE, 3 * HOUR],
    cleanup: true,
  },
  {
    name: 'files that are deleted while tasks are made of them',
    orders: [],
    uploadOrders: [4.02, 4.1].map((seconds, i) =>
      plainUpload({ at: 1 + i, order: { mayLackPicture: true }, deletedAfter: seconds }),
    ),
    provider: [{}],
    cleanup: true,
  },
  {
    name: 'files that are deleted before they are there',
    orders: [],
    uploadOrders: [
      plainUpload({ deletedAfter: 1 }),
      plainUpload({ at: 2, deletedAfter: 3 }),
      // Between the copy and the row that says so.
      ...[4, 4.01, 4.02, 4.03].map((seconds) => plainUpload({ at: 3, deletedAfter: seconds })),
      ...[0, 0.01, 0.02, 0.03].map((seconds) =>
        plainUpload({ way: 'url', url: `${THIRD_PARTY}/boat.png`, deletedAfter: seconds }),
      ),
    ],
    provider: [],
    cleanup: true,
  },
  {
    name: 'an empty table beside a full bucket',
    orders: [plainOrder()],
    uploadOrders: [plainUpload({ keep: true })],
    provider: [{ outputs: 5 }],
    cleanup: true,
    emptied: true,
  },
  {
    name: 'a film that is shown by the picture that it was made from',
    orders: [plainOrder({ picture: 'upload', film: true })],
    provider: [{}],
  },
  {
    name: 'a film whose picture cannot be drawn',
    orders: [plainOrder({ picture: 'upload', film: true })],
    provider: [{}],
    opaque: true,
  },
];
