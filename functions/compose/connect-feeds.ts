import { viewTask } from '#contract/tasks/view-task.ts';
import { feedStore } from '#storage/live/feed-store.ts';
import { listenerStore } from '#storage/live/listener-store.ts';
import type { Table } from '#storage/table/table-port.ts';
import type { LiveDependencies } from '#actions/live/live-dependencies.ts';
import { connectMediaAddresses } from './connect-media-addresses.ts';
import { connectTaskStore } from './connect-table.ts';
import { systemClock, systemRandom } from './system-ports.ts';

/** Feeds, who listens to them, and what is told of tasks. */
export function connectFeeds(
  table: Table,
): Pick<LiveDependencies, 'feed' | 'listeners' | 'tasks' | 'show' | 'clock' | 'random'> {
  const addressOfKey = connectMediaAddresses();
  return {
    feed: feedStore(table),
    listeners: listenerStore(table),
    tasks: connectTaskStore(table),
    show: (snapshot) => viewTask(snapshot, addressOfKey, systemClock.now()),
    clock: systemClock,
    random: systemRandom,
  };
}
