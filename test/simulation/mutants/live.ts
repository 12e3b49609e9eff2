import type { Mutant } from './mutant.ts';

const outbox = 'shared/storage/webhooks/outbox.ts';
const listeners = 'shared/storage/live/listener-store.ts';
const pushing = 'shared/actions/live/push-events.ts';
const subscribing = 'shared/actions/live/subscribe.ts';
const sweeping = 'shared/actions/live/sweep-feeds.ts';

const allAlong =
  'connected all along, beside a slow one that follows a prompt, and one that comes an hour later';
const broken = 'a network that breaks while tasks go on, and a message that cannot be handed over';
const ending = 'a page of one task whose token ends before it, and a program whose key is revoked';
const first =
  'the first who is connected comes while the end of a task is being written, and is away soon after';

/** Defects in what is told to those who are connected. */
export const liveMutants: readonly Mutant[] = [
  {
    name: 'a change is written into no feed',
    patches: [
      {
        file: outbox,
        find: "...(isPushed ? [{ type: 'put', row: feedRowOf(feedEventOf(notice, time)) } as const] : []),",
        replace: '',
      },
    ],
    hint: { scenario: allAlong },
  },
  {
    name: 'changes are written into feeds that nobody listens to',
    patches: [
      {
        file: outbox,
        find: 'isWatched: rows.some((row) => isWatched(row, now()))',
        replace: 'isWatched: true',
      },
    ],
    hint: { scenario: allAlong },
  },
  {
    name: 'what was pushed stays due',
    patches: [{ file: pushing, find: '    await dependencies.feed.pushed(event);\n', replace: '' }],
    hint: { scenario: allAlong },
  },
  {
    name: 'what nobody was woken for is never pushed',
    patches: [
      {
        file: sweeping,
        find: 'Map.groupBy(shards.flat(), (one) => one.owner)',
        replace: 'Map.groupBy(shards.flat().slice(0, 0), (one) => one.owner)',
      },
    ],
    hint: { scenario: allAlong },
  },
  {
    name: 'who has not got something is removed before he is closed',
    patches: [
      {
        file: pushing,
        find: `    await connections.close(connectionId);
    await listeners.removeConnection(connectionId);
`,
        replace: `    await listeners.removeConnection(connectionId);
    await connections.close(connectionId);
`,
      },
    ],
    hint: { scenario: broken, at: '@push-events' },
  },
  {
    name: 'who is gone is spoken to again and again',
    patches: [
      {
        file: pushing,
        find: "posted === 'gone' ? listeners.removeConnection(listener.connectionId)",
        replace: "posted === 'gone' ? undefined",
      },
    ],
    hint: { scenario: broken },
  },
  {
    name: 'the first who listens is not told to look himself',
    patches: [
      {
        file: subscribing,
        find: '    if (now < since + LOOKS_MS) await lookLater(listener, now);\n',
        replace: '',
      },
    ],
    hint: { scenario: first },
  },
  {
    name: 'who was away when he was to look is not told to when he comes back',
    patches: [{ file: subscribing, find: 'now < since + LOOKS_MS', replace: 'now < since + SETTLE_MS' }],
    hint: { scenario: first },
  },
  {
    name: 'who cannot be told to look believes that he has missed nothing',
    patches: [
      {
        file: subscribing,
        find: '    if (!isTold) return connections.close(connection.id);\n',
        replace: '',
      },
    ],
    hint: { scenario: broken, at: '@serve-connections' },
  },
  {
    name: 'who follows a task is told of all tasks that somebody follows',
    patches: [
      {
        file: listeners,
        find: '`listeners#${owner}#${target.type}#${target.id}`',
        replace: '`listeners#${owner}#${target.type}`',
      },
    ],
    hint: { scenario: ending },
  },
  {
    name: 'whose token has ended is told all the same',
    patches: [{ file: pushing, find: 'endsAt > clock.now() && ', replace: '' }],
    hint: { scenario: ending },
  },
  {
    name: 'whose key was revoked is told all the same',
    patches: [
      {
        file: pushing,
        find: 'endsAt > clock.now() && (await isGood(credential))',
        replace: 'endsAt > clock.now()',
      },
    ],
    hint: { scenario: ending },
  },
];
