import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { Task } from '../api-types.gen.ts';
import type { Darkroom } from '../darkroom.ts';
import type { LiveTarget } from '../live-events.ts';
import { queryKeys } from './queries.ts';

/** One connection for all that look at the same. */
interface Watch {
  readonly lookers: Set<() => void>;
  readonly over: AbortController;
  isLive: boolean;
}

/** Live push into the cache of queries: connected while somebody looks. */
export interface LiveCache {
  /** Begins to look; gives the end of it. `onChange` is told when `isLive` has changed. */
  look(target: LiveTarget, onChange: () => void): () => void;
  /** Whether everything is told. */
  isLive(target: LiveTarget): boolean;
}

const keysOf = (target: LiveTarget): QueryKey => {
  if ('task' in target) return queryKeys.task(target.task);
  return 'prompt' in target
    ? queryKeys.generationTasks.byPrompt(target.prompt)
    : queryKeys.generationTasks.all;
};

const nameOf = (target: LiveTarget): string => JSON.stringify(target);

export function liveCache(darkroom: Darkroom, queries: QueryClient): LiveCache {
  const watches = new Map<string, Watch>();

  const begin = (target: LiveTarget): Watch => {
    const watch: Watch = { lookers: new Set(), over: new AbortController(), isLive: false };
    const change = (isLive: boolean): void => {
      if (watch.isLive === isLive) return;
      watch.isLive = isLive;
      for (const told of watch.lookers) told();
    };
    const following = darkroom.live(target, {
      signal: watch.over.signal,
      onConnection: change,
      onLook: () => void lookAgain(queries, keysOf(target)),
      onEvent: ({ data }) => void put(queries, keysOf(target), data),
    });
    // Push is a help: where it is refused, or is not to be had, the queries ask, and meet the same refusal.
    void following.catch(() => undefined).then(() => change(false));
    return watch;
  };

  return {
    look: (target, onChange) => {
      const name = nameOf(target);
      const watch = watches.get(name) ?? begin(target);
      watches.set(name, watch);
      watch.lookers.add(onChange);
      return () => {
        watch.lookers.delete(onChange);
        if (watch.lookers.size > 0) return;
        watches.delete(name);
        watch.over.abort();
      };
    },
    isLive: (target) => watches.get(nameOf(target))?.isLive ?? false,
  };
}

/** Asks for what is shown. What had been asked for the first time may be older than the connection: it is asked for once more. */
async function lookAgain(queries: QueryClient, queryKey: QueryKey): Promise<void> {
  const isFirst = queries.getQueryData(queryKey) === undefined;
  await queries.invalidateQueries({ queryKey, exact: true });
  if (isFirst) await queries.invalidateQueries({ queryKey, exact: true });
}

/** What is told goes into what is shown. A question that is underway may be answered with what was before: it is asked anew. */
async function put(queries: QueryClient, queryKey: QueryKey, task: Task): Promise<void> {
  const isAsking = queries.getQueryState(queryKey)?.fetchStatus === 'fetching';
  queries.setQueryData<Task | readonly Task[]>(queryKey, (known) => {
    if (known === undefined) return undefined;
    return isList(known) ? placed(known, task) : task;
  });
  if (isAsking) await lookAgain(queries, queryKey);
}

const isList = (known: Task | readonly Task[]): known is readonly Task[] => Array.isArray(known);

/** In its place, or first: the newest stands first. */
function placed(known: readonly Task[], task: Task): readonly Task[] {
  const isThere = known.some(({ id }) => id === task.id);
  return isThere ? known.map((one) => (one.id === task.id ? task : one)) : [task, ...known];
}
