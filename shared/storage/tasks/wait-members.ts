import type { SendWait } from '#domain/tasks/job.ts';

/** How the row of a queued job says what it waits for. */

interface StoredWait {
  readonly slotAt: string | undefined;
  readonly turnDue: string | undefined;
  readonly turnTicket: number | undefined;
  readonly turnAccount: string | undefined;
  readonly notBefore: string | undefined;
}

/** What a job waits for, as its row has it. */
export function waitOf(stored: StoredWait): { wait?: SendWait } {
  const { slotAt, turnDue, turnTicket, turnAccount, notBefore } = stored;
  if (slotAt !== undefined) return { wait: { type: 'slot', until: slotAt } };
  if (notBefore === undefined) return {};
  if (turnDue === undefined) return { wait: { type: 'backoff', until: notBefore } };
  const ticket = turnTicket === undefined ? {} : { ticket: turnTicket };
  const account = turnAccount === undefined ? {} : { account: turnAccount };
  return { wait: { type: 'turn', until: notBefore, due: turnDue, ...ticket, ...account } };
}

const turnMembers = ({ due, ticket, account }: Extract<SendWait, { type: 'turn' }>) => ({
  turnDue: due,
  ...(ticket === undefined ? {} : { turnTicket: ticket }),
  ...(account === undefined ? {} : { turnAccount: account }),
});

/** What a row has of it. */
export function waitMembers(wait: SendWait | undefined): Readonly<Record<string, unknown>> {
  if (wait === undefined) return {};
  return {
    notBefore: wait.until,
    ...(wait.type === 'slot' ? { slotAt: wait.until } : {}),
    ...(wait.type === 'turn' ? turnMembers(wait) : {}),
  };
}
