import type { ProviderAccount } from '#domain/tasks/provider-account.ts';
import { questionsMs, TURN_LATE_MS, TURN_WAIT_MS, type QuestionRule } from '#domain/tasks/questions.ts';
import { accountName } from '../account-name.ts';
import type { Key, Row, Table } from '../table/table-port.ts';

/** A visit that wants to ask so many questions about a task, at a time in epoch milliseconds. */
export interface Visit {
  readonly taskId: string;
  readonly questions: number;
  readonly now: number;
}

const partitionOf = (account: ProviderAccount): string => `questions#${accountName(account)}`;
const nextKey = (account: ProviderAccount): Key => ({ pk: partitionOf(account), sk: 'next' });
const turnKey = (account: ProviderAccount, taskId: string): Key => ({
  pk: partitionOf(account),
  sk: `task#${taskId}`,
});

const numberAt = (row: Row | undefined, name: string): number | undefined => {
  const value = row?.[name];
  return typeof value === 'number' ? value : undefined;
};

/**
 * Hands out turns to ask a service with one of our accounts, in the order in which they are wanted and as far apart as it
 * answers. One row holds when the next turn is. A turn that is far off is noted, and is the task's own when its next visit
 * comes at that time. A process that dies with its turn leaves a gap, and nothing else.
 */
export function questionTurns(table: Table, ruleOf: (service: string) => QuestionRule | undefined) {
  /** The turn of a visit while nobody, or hardly anybody, waits. */
  const soonTurn = async (
    account: ProviderAccount,
    now: number,
    length: number,
  ): Promise<number | undefined> => {
    const key = nextKey(account);
    const idle = { set: { next: now + length }, when: { belowOrMissing: { next: now } } };
    const soon = {
      add: { next: length },
      when: { atLeast: { next: now }, belowOrMissing: { next: now + TURN_WAIT_MS } },
    };
    const row =
      (await table.update({ type: 'add', key, ...idle })) ??
      (await table.update({ type: 'add', key, ...soon }));
    const next = numberAt(row, 'next');
    return next === undefined ? undefined : next - length;
  };

  /** A turn behind all others, noted for the next visit. */
  const laterTurn = async (
    account: ProviderAccount,
    { taskId, now }: Visit,
    length: number,
  ): Promise<number> => {
    const key = nextKey(account);
    const row = await table.update({ type: 'add', key, add: { next: length } });
    const at = (numberAt(row, 'next') ?? now + length) - length;
    const expiresAtSeconds = Math.ceil(at / 1000) + 3600;
    await table.write({ type: 'put', row: { ...turnKey(account, taskId), at, expiresAtSeconds } });
    return at;
  };

  return {
    /** When the visit may ask, in epoch milliseconds: at once where the service has no rule. */
    async take(account: ProviderAccount, visit: Visit): Promise<number> {
      const rule = ruleOf(account.service);
      if (rule === undefined) return visit.now;
      const length = questionsMs(rule, visit.questions);
      const soon = await soonTurn(account, visit.now, length);
      if (soon !== undefined) return soon;
      const noted = numberAt(await table.get(turnKey(account, visit.taskId)), 'at');
      const isGood = noted !== undefined && noted >= visit.now - TURN_LATE_MS;
      return isGood ? noted : laterTurn(account, visit, length);
    },
  };
}

export type QuestionTurns = ReturnType<typeof questionTurns>;
