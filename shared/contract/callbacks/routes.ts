import { callbackPath, type CallbackForm, type Service } from '#providers/service.ts';
import { services } from '#providers/services.ts';
import type { Route } from '../route.ts';

/** The address to which one service reports the end of its jobs. */
export interface CallbackRoute extends Route {
  readonly functionName: 'provider-callback';
  readonly access: 'open';
  readonly service: Service;
  readonly form: CallbackForm;
  /** As the API description names it. */
  readonly operationId: string;
}

function routeOf(service: Service): CallbackRoute[] {
  const form = service.access?.callback;
  if (form === undefined) return [];
  const { name } = service;
  const route = {
    method: 'POST',
    path: `${callbackPath(name)}/{taskId}/{token}`,
    functionName: 'provider-callback',
    access: 'open',
    scopes: [],
  } as const;
  return [{ ...route, service, form, operationId: `${name.toLowerCase()}Callback` }];
}

/** One route for each of these services that calls back. */
export const callbackRoutesOf = (table: readonly Service[]): readonly CallbackRoute[] =>
  table.flatMap(routeOf);

/** One route for every service that calls back. */
export const callbackRoutes = callbackRoutesOf(services);
