import { routesWith, type Route } from '../route.ts';

const forOperators = routesWith('operator', 'operator');
const admin = '/api/v1/admin';
const items = `${admin}/items`;
const owners = `${admin}/owners/{owner}`;
const accounts = `${admin}/providers/{service}/accounts`;
const operate = 'operate';

/** Routes for operators. Titles stand in `openapi/titles.ts`: no function carries them. */
export const operatorRoutes = {
  readAudit: forOperators.get(`${admin}/audit`, operate),
  listItems: forOperators.get(items, operate),
  decideItems: forOperators.post(`${items}/decisions`, operate),
  adoptItem: forOperators.post(`${items}/{id}/adopt`, operate),
  resubmitItem: forOperators.post(`${items}/{id}/resubmit`, operate),
  archiveItemAgain: forOperators.post(`${items}/{id}/archive-again`, operate),
  writeOffItem: forOperators.post(`${items}/{id}/write-off`, operate),
  readBudget: forOperators.get(`${owners}/budget`, operate),
  setBudget: forOperators.put(`${owners}/budget`, operate),
  readLimits: forOperators.get(`${owners}/limits`, operate),
  setLimits: forOperators.put(`${owners}/limits`, operate),
  listAccounts: forOperators.get(accounts, operate),
  setAccount: forOperators.put(`${accounts}/{account}`, operate),
  removeAccount: forOperators.delete(`${accounts}/{account}`, operate),
} as const satisfies Record<string, Route>;
