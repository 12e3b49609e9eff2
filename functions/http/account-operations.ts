import { readAccountsOf, showAccount, type ShownAccount } from '#actions/operators/read-accounts.ts';
import { removeAccount } from '#actions/operators/remove-account.ts';
import { setAccount, warningOf, type AccountOrder } from '#actions/operators/set-account.ts';
import type { AccountView } from '#contract/providers/answers.ts';
import { accountBody, removalQuery } from '#contract/providers/requests.ts';
import { viewAccount } from '#contract/providers/view-account.ts';
import { operatorRoutes } from '#contract/operators/routes.ts';
import { parseOr422 } from '#contract/wire/problem.ts';
import { Failure } from '#domain/error.ts';
import type { Owner } from '#domain/ids.ts';
import { once } from '#domain/once.ts';
import { isAccountName, type KnownAccount } from '#domain/tasks/provider-account.ts';
import { itemStore } from '#storage/operators/item-store.ts';
import { accountChanges } from '#storage/tasks/account-changes.ts';
import { readAccounts } from '#storage/tasks/account-rows.ts';
import { workOf } from '#storage/tasks/account-work.ts';
import type { Table } from '#storage/table/table-port.ts';
import { gateViewer } from '#storage/tasks/gate-view.ts';
import { connectAccountSecrets } from '../compose/connect-account-secrets.ts';
import { connectAdapters, type SpokenService } from '../compose/connect-adapters.ts';
import { connectAuditWriter } from '../compose/connect-audit.ts';
import { rateOf } from '../compose/service-limits.ts';
import { systemClock } from '../compose/system-ports.ts';
import type { Caller } from './caller.ts';
import { operation, type Operation } from './operation.ts';
import { readJson } from './read-json.ts';
import type { HttpRequest } from './request.ts';
import type { HttpResponse } from './response.ts';

const spoken = once(() => new Map(connectAdapters().map((one) => [one.service.name, one])));

/** What speaks to a service, by a name that is one. */
function spokenAs(name: string): SpokenService {
  const known = spoken().get(name);
  if (known === undefined) throw new Failure('not_found', 'No such provider is called from here');
  return known;
}

export const serviceIn = ({ parameters }: HttpRequest): SpokenService =>
  spokenAs(parameters['service'] ?? '');

/** What the acts about accounts lean on. */
export const connectAccountActs = (table: Table) => ({
  ...connectAccountSecrets(),
  accountsOf: (service: string) => readAccounts(table, service),
  firstSecret: (service: string) => spokenAs(service).secretArn,
  isSecret: (service: string, value: unknown) => spokenAs(service).adapter.isSecret(value),
  freshSecret: (service: string) => spokenAs(service).service.access.secret.fresh,
  view: gateViewer(table, rateOf).view,
  changes: accountChanges(table),
  audit: connectAuditWriter(),
  clock: systemClock,
});

const viewing =
  ({ service, origins }: SpokenService) =>
  (account: ShownAccount): AccountView =>
    viewAccount(account, service.access, origins.base);

const warned = (service: string, accounts: readonly KnownAccount[]) => {
  const warning = warningOf(service, accounts);
  return warning === undefined ? {} : { warning };
};

/** What is wanted of an account. */
export function readWanted(request: HttpRequest, { access }: SpokenService['service']) {
  const { apiKey, webhookKeys, ...wanted } = readJson(request, accountBody);
  const members = {
    ...(apiKey === undefined ? {} : { [access.secret.key]: apiKey }),
    ...(webhookKeys === undefined ? {} : { webhookKeys }),
  };
  return { ...wanted, ...(Object.keys(members).length === 0 ? {} : { secret: members }) };
}

/** The account that a change names, and what is wanted of it. */
function readOrder(request: HttpRequest, { service }: SpokenService, by: Owner): AccountOrder {
  const account = request.parameters['account'] ?? '';
  if (!isAccountName(account))
    throw new Failure(
      'not_found',
      'No account has such a name: lowercase letters, digits and dashes, at most 32',
    );
  return { service: service.name, account, by, ...readWanted(request, service) };
}

/** The routes about our accounts at providers. */
export function accountOperations(table: Table): readonly Operation<'operator'>[] {
  const dependencies = connectAccountActs(table);
  const readAll = readAccountsOf(dependencies);
  const show = showAccount(dependencies);
  const set = setAccount(dependencies);
  const remove = removeAccount({ ...dependencies, workOf: workOf(table, itemStore(table)) });

  const serveList = async (request: HttpRequest): Promise<HttpResponse> => {
    const known = serviceIn(request);
    const { name } = known.service;
    const accounts = await readAll(name);
    return { status: 200, body: { items: accounts.map(viewing(known)), ...warned(name, accounts) } };
  };

  const serveChange = async (request: HttpRequest, { owner: by }: Caller): Promise<HttpResponse> => {
    const known = serviceIn(request);
    const { name } = known.service;
    const account = viewing(known)(await show(await set(readOrder(request, known, by))));
    return { status: 200, body: { account, ...warned(name, await readAccounts(table, name)) } };
  };

  const serveRemoval = async (request: HttpRequest, { owner: by }: Caller): Promise<HttpResponse> => {
    const { name: service } = serviceIn(request).service;
    const { reason } = parseOr422(removalQuery, request.query);
    const account = request.parameters['account'] ?? '';
    await remove({ service, account, by, ...(reason === undefined ? {} : { reason }) });
    return { status: 204 };
  };

  return [
    operation(operatorRoutes.listAccounts, serveList),
    operation(operatorRoutes.setAccount, serveChange),
    operation(operatorRoutes.removeAccount, serveRemoval, removalQuery),
  ];
}
