import { currentBudget } from '#actions/money/read-budget.ts';
import { readUsage } from '#actions/money/read-usage.ts';
import type { CallerView } from '#contract/account/answers.ts';
import { viewReach } from '#contract/keys/view-token.ts';
import { viewBudget, viewUsage } from '#contract/money/view-money.ts';
import { accountRoutes } from '#contract/account/routes.ts';
import { requestLimits } from '#contract/wire/limits.ts';
import { keyReader } from '#storage/keys/key-reader.ts';
import { ledgerStore } from '#storage/money/ledger-store.ts';
import { accessOf } from '../http/authorize.ts';
import type { Caller } from '../http/caller.ts';
import { endpoint } from '../http/endpoint.ts';
import { operation } from '../http/operation.ts';
import { connectOwnerLimits } from '../compose/connect-owner-limits.ts';
import { connectRequestCounts } from '../compose/connect-request-counts.ts';
import { connectTable } from '../compose/connect-table.ts';
import { readSettings } from '../compose/settings.ts';
import { systemClock } from '../compose/system-ports.ts';

const { LIVE_URL: liveUrl } = readSettings('LIVE_URL');
const table = connectTable();
const dependencies = { ledger: ledgerStore(table), clock: systemClock };
const usage = readUsage(dependencies);
const limitsOf = connectOwnerLimits(table);
const budgetOf = currentBudget(dependencies);

async function callerView(caller: Caller): Promise<CallerView> {
  const { owner, key, scopes, reach, expiresAt = '' } = caller;
  // What an owner may spend and ask for is no business of whoever sees a page.
  const own = reach === undefined ? await Promise.all([budgetOf(owner), limitsOf(owner)]) : undefined;
  const [budget, allowed] = own ?? [];
  return {
    owner,
    ...(key === undefined ? {} : { key }),
    ...(reach === undefined ? {} : { token: { ...viewReach(reach), expiresAt } }),
    scopes,
    operator: scopes.includes('operator'),
    access: accessOf(caller),
    ...(budget === undefined ? {} : { budget: viewBudget(budget) }),
    ...(allowed === undefined ? {} : { ownerLimits: allowed.limits }),
    liveUrl,
    limits: requestLimits,
  };
}

export const handler = endpoint(
  { keys: keyReader(table), count: connectRequestCounts(table) },
  operation(accountRoutes.readCaller, async (_request, caller) => ({
    status: 200,
    body: await callerView(caller),
  })),
  operation(accountRoutes.readUsage, async (_request, { owner }) => ({
    status: 200,
    body: viewUsage(await usage(owner)),
  })),
);
