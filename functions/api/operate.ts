import type * as z from 'zod';
import { createTask } from '#actions/tasks/create-task.ts';
import { decideItem } from '#actions/operators/decide-item.ts';
import { decideItems } from '#actions/operators/decide-items.ts';
import { listAudit } from '#actions/operators/list-audit.ts';
import { listItems } from '#actions/operators/list-items.ts';
import type { Decision } from '#domain/operators/decision.ts';
import { readBudget } from '#actions/money/read-budget.ts';
import { changeOwnerLimits } from '#actions/limits/owner-limits.ts';
import { changeBudget } from '#actions/money/change-budget.ts';
import { auditQuery } from '#contract/audit/requests.ts';
import { readAuditCursor, viewAudit } from '#contract/audit/view-audit.ts';
import { ownerLimitsBody } from '#contract/limits/requests.ts';
import { budgetBody } from '#contract/money/requests.ts';
import { viewBudget, viewBudgetHistory } from '#contract/money/view-money.ts';
import { adoptBody, bulkDecisionBody, decisionBody, itemQuery } from '#contract/operators/requests.ts';
import { viewDecidedItems, viewItem, viewItemList } from '#contract/operators/view-item.ts';
import { parseOr422 } from '#contract/wire/problem.ts';
import { operatorRoutes } from '#contract/operators/routes.ts';
import type { WantedLimits } from '#domain/money/budget.ts';
import { Failure } from '#domain/error.ts';
import { isOwner, type Owner } from '#domain/ids.ts';
import { fromCredits, type MilliCredits } from '#domain/money/money.ts';
import { percentDecoded } from '#domain/percent.ts';
import { planGeneration } from '#providers/catalog.ts';
import { auditStore } from '#storage/operators/audit-store.ts';
import { amendOwnLimits } from '#storage/limits/limit-store.ts';
import { budgetChanges } from '#storage/money/budget-changes.ts';
import { keyReader } from '#storage/keys/key-reader.ts';
import type { Caller } from '../http/caller.ts';
import { accountOperations } from '../http/account-operations.ts';
import { endpoint } from '../http/endpoint.ts';
import { ownAccountOperations } from '../http/own-account-operations.ts';
import { operation } from '../http/operation.ts';
import { readChange, readJson } from '../http/read-json.ts';
import type { HttpRequest } from '../http/request.ts';
import type { HttpResponse } from '../http/response.ts';
import { connectAccounts, connectSecretArns } from '../compose/connect-accounts.ts';
import { connectAuditWriter } from '../compose/connect-audit.ts';
import { connectOpenTasks, connectOwnerLimits, usualLimits } from '../compose/connect-owner-limits.ts';
import { connectInputs } from '../compose/connect-inputs.ts';
import { connectProviders } from '../compose/connect-providers.ts';
import { connectRequestCounts } from '../compose/connect-request-counts.ts';
import { connectTable } from '../compose/connect-table.ts';
import { connectWaking } from '../compose/connect-waking.ts';
import { connectTasksAndItems } from '../compose/connect-tasks.ts';
import { readSettings } from '../compose/settings.ts';

const table = connectTable();
const keys = keyReader(table);
const dependencies = { ...connectTasksAndItems(table, connectWaking()), audit: connectAuditWriter() };
const decide = decideItem({
  ...dependencies,
  ...connectProviders(connectSecretArns(table, connectAccounts(table))),
  idSecretOf: keys.idSecretOf,
  // An operator may have a task made again with whatever model it was made with.
  create: createTask({
    ...dependencies,
    planGeneration: (params, now) => planGeneration(params, { allowRetired: true, now }),
    useInputs: connectInputs(table),
    places: connectOpenTasks(table),
  }),
});
const list = listItems(dependencies);
const decideAll = decideItems({ list, decide, clock: dependencies.clock });
const readLines = listAudit({
  audit: auditStore(table),
  clock: dependencies.clock,
  days: readSettings('AUDIT_DAYS').AUDIT_DAYS,
});
const budget = {
  set: changeBudget(dependencies),
  read: readBudget({ ...dependencies, changes: budgetChanges(table) }),
};

const limits = {
  set: changeOwnerLimits({ ...dependencies, usual: usualLimits(), amend: amendOwnLimits(table) }),
  read: connectOwnerLimits(table),
};

const limitOf = (credits: number | null): MilliCredits | null =>
  credits === null ? null : fromCredits(credits);

const limitsOf = ({ monthlyCredits, dailyCredits }: z.output<typeof budgetBody>): WantedLimits => ({
  ...(monthlyCredits === undefined ? {} : { monthly: limitOf(monthlyCredits) }),
  ...(dailyCredits === undefined ? {} : { daily: limitOf(dailyCredits) }),
});

function ownerIn({ parameters }: HttpRequest): Owner {
  const owner = parameters['owner'] ?? '';
  if (!isOwner(owner)) throw new Failure('not_found', 'There is no such owner');
  return owner;
}

const positionOf = (cursor: string | undefined) => (cursor === undefined ? {} : { after: cursor });

const deciding =
  (read: (request: HttpRequest) => { reason: string; decision: Decision }) =>
  async (request: HttpRequest, { owner: by }: Caller): Promise<HttpResponse> => {
    const itemId = percentDecoded(request.parameters['id'] ?? '');
    return { status: 200, body: viewItem(await decide({ itemId, by, ...read(request) })) };
  };

const serveAdoption = deciding((request) => {
  const { reason, externalTaskId } = readJson(request, adoptBody);
  return { reason, decision: { type: 'adopt', externalTaskId } };
});

const servePlainDecision = (type: 'archive-again' | 'resubmit' | 'write-off') =>
  deciding((request) => ({ ...readJson(request, decisionBody), decision: { type } }));

async function serveItems({ query }: HttpRequest): Promise<HttpResponse> {
  const { limit, cursor, ...filter } = parseOr422(itemQuery, query);
  return { status: 200, body: viewItemList(await list({ filter, limit, ...positionOf(cursor) })) };
}

async function serveDecisions(request: HttpRequest, { owner: by }: Caller): Promise<HttpResponse> {
  const { reason, decision, filter, cursor } = readJson(request, bulkDecisionBody);
  const order = { by, reason, filter, decision: { type: decision }, ...positionOf(cursor) } as const;
  return { status: 200, body: viewDecidedItems(await decideAll(order)) };
}

async function serveAudit({ query }: HttpRequest): Promise<HttpResponse> {
  const { limit, cursor, ...filter } = parseOr422(auditQuery, query);
  const after = cursor === undefined ? undefined : readAuditCursor(cursor);
  if (cursor !== undefined && after === undefined) {
    throw new Failure('validation_failed', 'The cursor is not one of this list', {
      errors: [{ path: 'cursor', message: 'Not a cursor of this list' }],
    });
  }
  return { status: 200, body: viewAudit(await readLines({ filter, limit, ...positionOf(after) })) };
}

async function serveBudget(request: HttpRequest): Promise<HttpResponse> {
  return { status: 200, body: viewBudgetHistory(await budget.read(ownerIn(request))) };
}

async function serveNewBudget(request: HttpRequest, caller: Caller): Promise<HttpResponse> {
  const owner = ownerIn(request);
  const { reason, ...limits } = readChange(request, budgetBody);
  const order = { owner, limits: limitsOf(limits), by: caller.owner };
  const set = await budget.set({ ...order, ...(reason == null ? {} : { reason }) });
  return { status: 200, body: viewBudget(set) };
}

const serveLimits = async (request: HttpRequest): Promise<HttpResponse> => ({
  status: 200,
  body: await limits.read(ownerIn(request)),
});

async function serveNewLimits(request: HttpRequest, { owner: by }: Caller): Promise<HttpResponse> {
  const owner = ownerIn(request);
  const { reason, ...wanted } = readChange(request, ownerLimitsBody);
  const order = { owner, limits: wanted, by, ...(reason == null ? {} : { reason }) };
  return { status: 200, body: await limits.set(order) };
}

export const handler = endpoint(
  { keys, count: connectRequestCounts(table) },
  operation(operatorRoutes.readAudit, serveAudit, auditQuery),
  operation(operatorRoutes.listItems, serveItems, itemQuery),
  operation(operatorRoutes.decideItems, serveDecisions),
  operation(operatorRoutes.adoptItem, serveAdoption),
  operation(operatorRoutes.archiveItemAgain, servePlainDecision('archive-again')),
  operation(operatorRoutes.resubmitItem, servePlainDecision('resubmit')),
  operation(operatorRoutes.writeOffItem, servePlainDecision('write-off')),
  operation(operatorRoutes.readBudget, serveBudget),
  operation(operatorRoutes.setBudget, serveNewBudget),
  operation(operatorRoutes.readLimits, serveLimits),
  operation(operatorRoutes.setLimits, serveNewLimits),
  ...accountOperations(table),
  ...ownAccountOperations(table),
);
