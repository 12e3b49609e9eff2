import { CloudFailure } from '../failure.ts';
import type { Instance } from './instance.ts';

/** The instances of one function: reused when idle, started when none is, and never more than `most`. */
export interface Pool {
  /** Runs `work` on an instance, waiting in line when all are busy. */
  use<T>(work: (instance: Instance) => Promise<T>): Promise<T>;
  /** Starts no further instances from the old code and ends the old ones as they fall idle. */
  retire(): void;
  /** Ends every instance at once, busy ones in the middle of their work; says how many there were. */
  endAll(): Promise<number>;
  /** Ends all instances; queued invocations are refused. */
  close(): Promise<void>;
}

const stopping = (): CloudFailure => new CloudFailure('The local cloud is stopping.');

/** Ends those that still run, and says how many there were. */
async function endLiving(instances: readonly Instance[]): Promise<number> {
  const living = instances.filter(({ ended }) => !ended);
  await Promise.all(living.map((instance) => instance.end()));
  return living.length;
}

export function createPool(start: () => Instance, most: number): Pool {
  const idle: Instance[] = [];
  const all = new Set<Instance>();
  const line: { take: (instance: Instance) => void; refuse: (failure: CloudFailure) => void }[] = [];
  let retired = false;
  let closed = false;

  const open = (): Instance => {
    if (closed) throw stopping();
    const instance = start();
    all.add(instance);
    return instance;
  };
  const discard = (instance: Instance): void => {
    all.delete(instance);
    void instance.end();
  };
  const take = async (): Promise<Instance> => {
    for (;;) {
      const instance = idle.pop();
      if (instance === undefined) break;
      if (!instance.ended) return instance;
      all.delete(instance);
    }
    if (closed || all.size < most) return open();
    return new Promise((resolve, reject) => line.push({ take: resolve, refuse: reject }));
  };
  const giveBack = (instance: Instance): void => {
    if (instance.ended) all.delete(instance);
    const next = closed ? undefined : line.shift();
    if (next !== undefined) return next.take(instance.ended ? open() : instance);
    if (instance.ended) return;
    if (!retired) return void idle.push(instance);
    discard(instance);
  };
  const endAll = async (): Promise<number> => {
    const known = [...all];
    for (const instance of idle.splice(0)) all.delete(instance);
    return endLiving(known);
  };
  return {
    use: async (work) => {
      const instance = await take();
      try {
        return await work(instance);
      } finally {
        giveBack(instance);
      }
    },
    retire: () => {
      retired = true;
      for (const instance of idle.splice(0)) discard(instance);
    },
    endAll,
    close: async () => {
      closed = true;
      for (const { refuse } of line.splice(0)) refuse(stopping());
      await endAll();
    },
  };
}
