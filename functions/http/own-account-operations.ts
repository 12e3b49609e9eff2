import { readAccountsOf, showAccount, type ShownAccount } from '#actions/operators/read-accounts.ts';
import { removeAccount } from '#actions/operators/remove-account.ts';
import { setAccount, unknownOf } from '#actions/operators/set-account.ts';
import { accountRoutes } from '#contract/account/routes.ts';
import { removalQuery } from '#contract/providers/requests.ts';
import { viewOwnAccount } from '#contract/providers/view-account.ts';
import { parseOr422 } from '#contract/wire/problem.ts';
import { Failure } from '#domain/error.ts';
import type { Owner } from '#domain/ids.ts';
import { ownAccount } from '#domain/tasks/provider-account.ts';
import { itemStore } from '#storage/operators/item-store.ts';
import { readOwnAccount } from '#storage/tasks/account-rows.ts';
import { workOf } from '#storage/tasks/account-work.ts';
import type { Table } from '#storage/table/table-port.ts';
import type { SpokenService } from '../compose/connect-adapters.ts';
import { connectAccountActs, readWanted, serviceIn } from './account-operations.ts';
import type { Caller } from './caller.ts';
import { operation, type Operation } from './operation.ts';
import type { HttpRequest } from './request.ts';
import type { HttpResponse } from './response.ts';

const answer = ({ service, origins }: SpokenService, account: ShownAccount): HttpResponse => ({
  status: 200,
  body: viewOwnAccount(account, service.access, origins.base),
});

/** The routes about the account that an owner has brought: they know no other. */
export function ownAccountOperations(table: Table): readonly Operation<'key'>[] {
  const everybodys = connectAccountActs(table);
  const work = workOf(table, itemStore(table));

  /** What the acts lean on, for an owner: of all accounts there is his own. */
  const dependenciesOf = (owner: Owner) => ({
    ...everybodys,
    accountsOf: async (service: string) => {
      const own = await readOwnAccount(table, service, owner);
      return own === undefined ? [] : [own];
    },
  });

  const serveRead = async (request: HttpRequest, { owner }: Caller): Promise<HttpResponse> => {
    const known = serviceIn(request);
    const { name } = known.service;
    const [own] = await readAccountsOf(dependenciesOf(owner))(name);
    if (own === undefined) throw new Failure('not_found', unknownOf(ownAccount(name, owner)));
    return answer(known, own);
  };

  const serveChange = async (request: HttpRequest, { owner }: Caller): Promise<HttpResponse> => {
    const known = serviceIn(request);
    const dependencies = dependenciesOf(owner);
    const wanted = readWanted(request, known.service);
    const order = { ...ownAccount(known.service.name, owner), by: owner, ...wanted };
    return answer(known, await showAccount(dependencies)(await setAccount(dependencies)(order)));
  };

  const serveRemoval = async (request: HttpRequest, { owner }: Caller): Promise<HttpResponse> => {
    const { name } = serviceIn(request).service;
    const { reason } = parseOr422(removalQuery, request.query);
    const order = { ...ownAccount(name, owner), by: owner, ...(reason === undefined ? {} : { reason }) };
    await removeAccount({ ...dependenciesOf(owner), workOf: work })(order);
    return { status: 204 };
  };

  return [
    operation(accountRoutes.readOwnAccount, serveRead),
    operation(accountRoutes.setOwnAccount, serveChange),
    operation(accountRoutes.removeOwnAccount, serveRemoval, removalQuery),
  ];
}
