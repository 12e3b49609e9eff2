import type { Mutant } from './mutant.ts';

const gate = 'shared/storage/tasks/gate-row.ts';
const lanes = 'shared/domain/tasks/lanes.ts';
const list = 'shared/storage/tasks/waiting-list.ts';
const join = 'shared/actions/workflow/join-queue.ts';
const give = 'shared/actions/workflow/give-turns.ts';
const places = 'shared/actions/workflow/give-places.ts';
const fronts = 'shared/actions/workflow/queue-fronts.ts';
const lease = 'shared/storage/tasks/turn-lease.ts';
const twice = 'two at once, and two more as soon as the first have gone, one call at a time';
const three = 'three at once, one call at a time';
const canceled = 'four at once, of which two are canceled while they wait, and one is removed';
const refused = 'three at once, at a provider that is busy, then refuses our key for five minutes';

/** Defects in who has the next turn at the provider, and when. */
export const turnMutants: readonly Mutant[] = [
  {
    name: 'a place is taken whoever has it',
    patches: [{ file: gate, find: 'Object.assign(below, unused(row, lane));', replace: '' }],
    hint: { scenario: three },
  },
  {
    name: 'a lane is free as soon as its call has left',
    patches: [
      {
        file: lanes,
        find: '(isExact ? use : latestUse(use)) + windowMs;',
        replace: '(isExact ? use : latestUse(use));',
      },
    ],
    hint: { scenario: three },
  },
  {
    name: 'a call that has left is noted as none',
    patches: [
      { file: gate, find: 'set: { [`lane${lane}`]: sentAt,', replace: 'set: { [`lane${lane}`]: 0 * sentAt,' },
    ],
    hint: { scenario: three },
  },
  {
    name: 'a lane is kept for ten windows',
    patches: [
      {
        file: lanes,
        find: '(isExact ? use : latestUse(use)) + windowMs;',
        replace: '(isExact ? use : latestUse(use)) + 10 * windowMs;',
      },
    ],
    hint: { scenario: three },
  },
  {
    name: 'nobody gives out the places',
    patches: [
      {
        file: join,
        find: 'if (account !== undefined) await begin(account);',
        replace: 'if (account === undefined) await begin({ service: order.taskId, account: order.owner });',
      },
    ],
    hint: { scenario: three },
  },
  {
    name: 'who gives out the places goes after one look',
    patches: [
      {
        file: give,
        find: "return (await leases.keep(account, lease)) ? { next: 'wait', seconds } : OVER;",
        replace: 'return (await leases.keep(account, lease)) ? { ...OVER, seconds } : OVER;',
      },
    ],
    hint: { scenario: three },
  },
  {
    name: 'who joins is not counted in his line',
    patches: [
      {
        file: list,
        find: "(await table.update({ type: 'add', key, ...isFirst })) ??",
        replace: '(isFirst === undefined ? undefined : { ...key, size: 1, joins: 1 }) ??',
      },
    ],
    hint: { scenario: three },
  },
  {
    name: 'who has had his turn stays on the list',
    patches: [
      {
        file: places,
        find: `      await waiting.leave(account, job);
      return true;
    } catch`,
        replace: `      return true;
    } catch`,
      },
    ],
    hint: { scenario: three },
  },
  {
    name: 'a canceled task takes its place',
    patches: [
      {
        file: fronts,
        find: 'task !== undefined && !isEnded(task) && isDriving(job, task);',
        replace: 'task !== undefined || isEnded(task) || isDriving(job, task);',
      },
    ],
    hint: { scenario: canceled },
  },
  {
    name: 'a line with somebody behind the first is closed',
    patches: [
      {
        file: places,
        find: 'await waiting.count(account, { ...line, ...servedOf(served) }, { left, next });',
        replace:
          'await waiting.count(account, { ...line, ...servedOf(served) }, { left, next: hasMore ? next : undefined });',
      },
    ],
    hint: { scenario: three },
  },
  {
    name: 'nobody follows who gave out places when the key was refused',
    patches: [
      {
        file: 'shared/actions/workflow/see-to-gates.ts',
        find: 'if (mayWait && (isOpen || hasOthers)) {',
        replace: 'if (!mayWait && (isOpen || hasOthers)) {',
      },
    ],
    hint: { scenario: refused },
  },
  {
    name: 'a place that was given is free all the same',
    patches: [{ file: gate, find: '    set[`lane${lane}`] = latestUse(at);\n', replace: '' }],
    hint: { scenario: three },
  },
  {
    name: 'the lease is taken whoever has it',
    patches: [
      {
        file: lease,
        find: 'if (replaces === undefined && ledUntil(row) >= now) return undefined;',
        replace: 'if (replaces === undefined && ledUntil(row) < 0) return undefined;',
      },
      {
        file: lease,
        find: 'const isFree = { belowOrMissing: { leaseUntil: now, leaseGeneration: generation } };',
        replace: 'const isFree = { belowOrMissing: { leaseGeneration: generation } };',
      },
    ],
    hint: { scenario: 'two pictures, one call in four minutes' },
  },
  {
    name: 'the lease is kept when nobody waits any more',
    patches: [{ file: give, find: 'await leases.end(account, holder, false);', replace: '' }],
    hint: { scenario: twice },
  },
  {
    name: 'the second execution has the name of the first',
    patches: [
      {
        file: lease,
        find: 'const generation = Math.max(now, generationIn(row) + 1);',
        replace: 'const generation = generationIn(row) + (generationIn(row) === 0 ? 1 : 0);',
      },
      {
        file: lease,
        find: 'const isFree = { belowOrMissing: { leaseUntil: now, leaseGeneration: generation } };',
        replace: 'const isFree = { belowOrMissing: { leaseUntil: now } };',
      },
    ],
    hint: { scenario: twice },
  },
  {
    name: 'who gives out the places goes on when nobody waits any more',
    patches: [
      {
        file: give,
        find: 'return (await waiting.lines(account)).length === 0 ? OVER : again(order, clock.now());',
        replace: 'return (await waiting.lines(account)).length < 0 ? OVER : again(order, clock.now());',
      },
    ],
    hint: { scenario: three },
  },
  {
    name: 'who gives out the places looks again at once, and again',
    patches: [
      {
        file: give,
        find: 'const seconds = Math.max(1, Math.floor((at - now) / 1000));',
        replace: 'const seconds = at < 0 ? 1 : 0;',
      },
    ],
    hint: { scenario: three },
  },
  {
    name: 'who has looked often enough hands over to nobody',
    patches: [{ file: give, find: '        await begin(account, { replaces: holder });\n', replace: '' }],
    hint: { scenario: twice },
  },
  {
    name: 'who gives out the places looks a minute after any is free',
    patches: [{ file: lanes, find: 'first + GATHER_MS) - AHEAD_MS', replace: 'first + GATHER_MS) + 60_000' }],
    hint: { scenario: three },
  },
];
