import { DEFAULT_ACCOUNT, type KnownAccount, type ProviderAccount } from '#domain/tasks/provider-account.ts';
import type { Condition, Row, Table, Write } from '../table/table-port.ts';
import { writeTogether } from '../table/write-together.ts';
import { Contention } from '../unavailable.ts';
import { accountKey, readAccount } from './account-rows.ts';
import { awayWrite, gateKey } from './gate-row.ts';

/** A change of an account, and the version of its row that it makes. */
export interface ChangedAccount {
  readonly before: KnownAccount | undefined;
  readonly next: KnownAccount;
  readonly rev: number;
}

interface AccountChange {
  /** ISO time. */
  readonly at: string;
  /** Undefined leaves it as it is. */
  readonly decide: (known: KnownAccount | undefined) => KnownAccount | undefined;
  /** What is written with it. */
  readonly told: (changed: ChangedAccount) => readonly Write[];
}

const MOST_RACES = 20;

/** Holds for exactly what was read. Rows of earlier versions have no number. */
function whenSeen(stored: Row | undefined): Condition {
  if (stored === undefined) return { absent: true };
  const { rev, state } = stored;
  if (typeof rev === 'number') return { equals: { rev } };
  return { equals: { state: String(state) }, belowOrMissing: { rev: 1 } };
}

const revOf = (stored: Row | undefined): number => {
  const rev = stored?.['rev'];
  return typeof rev === 'number' ? rev : 0;
};

/** The row of an account: what other versions have put beside what this one knows stays. */
function rowOf(stored: Row | undefined, { service, account, ...next }: KnownAccount, at: string): Row {
  const kept = Object.entries(stored ?? { createdAt: at }).filter(([name]) => name !== 'reason');
  const { state, since = at, secretArn, reason } = next;
  return {
    ...Object.fromEntries(kept),
    ...accountKey(service, account),
    state,
    stateAt: since,
    changedAt: at,
    ...(secretArn === undefined ? {} : { secretArn }),
    ...(reason === undefined ? {} : { reason }),
    rev: revOf(stored) + 1,
  };
}

/** What operators change about accounts. Every change names what it replaces, and begins anew when somebody was faster. */
export const accountChanges = (table: Table) => {
  const find = async ({ service, account }: ProviderAccount) => {
    const stored = await table.get(accountKey(service, account));
    return { stored, known: stored === undefined ? undefined : readAccount(service, stored) };
  };

  /** Whoever creates tasks looks at the gate of the first account, and reads no accounts. */
  const note = async (known: KnownAccount | undefined): Promise<void> => {
    if (known?.account === DEFAULT_ACCOUNT) await table.write(awayWrite(known, known.state !== 'open'));
  };

  return {
    /** Changes one, or leaves it as it is. */
    async amend(account: ProviderAccount, { at, decide, told }: AccountChange): Promise<void> {
      for (let race = 0; race < MOST_RACES; race += 1) {
        const { stored, known } = await find(account);
        const next = decide(known);
        // Not in a transaction: those who take places are not to run into it. Repeating it sets it right.
        if (next === undefined) return note(known);
        const row = rowOf(stored, next, at);
        const lines = told({ before: known, next, rev: revOf(row) });
        const write = { type: 'put', row, when: whenSeen(stored) } as const;
        if ((await writeTogether(table, [write, ...lines])).type === 'done') return note(next);
      }
      throw new Contention(`Gave up after ${MOST_RACES} lost races for an account`);
    },

    /** Removes one with its gate, provided that it still is as it was when this was decided; false where it is not. */
    async remove(known: KnownAccount, extraWrites: readonly Write[]): Promise<boolean> {
      const { stored, known: now } = await find(known);
      if (stored === undefined || now?.state !== known.state || now.since !== known.since) return false;
      const result = await table.transact([
        { type: 'remove', key: accountKey(known.service, known.account), when: whenSeen(stored) },
        { type: 'remove', key: gateKey(known) },
        ...extraWrites,
      ]);
      return result.type === 'done';
    },

    /** Writes what tells of an act before it. */
    tell: async (line: Write): Promise<void> => void (await table.write(line)),
  };
};

export type AccountChanges = ReturnType<typeof accountChanges>;
