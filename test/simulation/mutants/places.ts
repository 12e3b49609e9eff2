import type { Mutant } from './mutant.ts';

const rows = 'shared/storage/limits/place-rows.ts';
const places = 'shared/domain/limits/open-tasks.ts';
const counting = 'shared/actions/limits/count-open-tasks.ts';
const crowd = 'four orders at once, each sent twice, of which two may be open';
const keys = 'orders with two keys, of which each may have one open';
const beside = 'a limit of open tasks, beside a version that knows of none';

/** Defects in how open tasks are counted. */
export const placeMutants: readonly Mutant[] = [
  {
    name: 'a place is taken whatever the limit',
    patches: [
      {
        file: rows,
        find: '...(limit === undefined ? {} : { open: limit }),',
        replace: '',
      },
    ],
    hint: { scenario: crowd },
  },
  {
    name: 'a place of a key is taken whatever its limit',
    patches: [
      {
        file: rows,
        find: '...(keyLimit === undefined || keyId === undefined ? {} : { [keyCount(keyId)]: keyLimit }),',
        replace: '',
      },
    ],
    hint: { scenario: keys },
  },
  {
    name: 'a place goes, and is counted for its key for ever',
    patches: [
      {
        file: rows,
        find: "{ type: 'add', key: countKey(task.owner), add: moved(task, -1) },",
        replace: "{ type: 'add', key: countKey(task.owner), add: { open: -1, moves: 1 } },",
      },
    ],
    hint: { scenario: keys },
  },
  {
    name: 'who ends keeps his place',
    patches: [
      {
        file: places,
        find: 'return isEnded(next) === isEnded(before) ? next : withPlace(next, !isEnded(next));',
        replace: 'return isEnded(next) || !isEnded(before) ? next : withPlace(next, true);',
      },
    ],
    hint: { scenario: crowd },
  },
  {
    name: 'a place goes, and is counted for ever',
    patches: [
      {
        file: rows,
        find: "{ type: 'add', key: countKey(task.owner), add: moved(task, -1) },",
        replace: '',
      },
    ],
    hint: { scenario: crowd },
  },
  {
    name: 'who is opened anew is not counted',
    patches: [
      {
        file: places,
        find: 'return isEnded(next) === isEnded(before) ? next : withPlace(next, !isEnded(next));',
        replace: 'return isEnded(next) ? withPlace(next, false) : next;',
      },
    ],
    hint: { scenario: 'an operator finds a lost call of an owner who may have one task open' },
  },
  {
    name: 'what was open before a limit is not counted',
    patches: [{ file: counting, find: 'unplaced.slice(0, MOST_TASKS)', replace: 'unplaced.slice(0, 0)' }],
    hint: { scenario: 'a limit that comes when three are open, is lowered and lifted' },
  },
  {
    name: 'what another version has ended is counted for ever',
    patches: [
      {
        file: counting,
        find: 'if (isOwn && isEnded(head)) await tasks.amendTask(head, inItsPlace);',
        replace: '',
      },
    ],
    hint: { scenario: beside },
  },
  {
    name: 'what another version has ended and removed is counted for ever',
    patches: [
      {
        file: counting,
        find: 'if (!isOwn) through = (await places.takeAway(place)) && through;',
        replace: '',
      },
    ],
    hint: { scenario: beside, seeds: 6 },
  },
];
