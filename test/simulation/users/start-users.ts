import type { Owner } from '#domain/ids.ts';
import { taskCalls } from '../engine/entry-points.ts';
import type { LimitChange, SimulationOptions } from '../scenarios/simulation-options.ts';
import { Client, ownerOf, type ClientApi } from './client.ts';
import { UploadClient, type UploadApi } from './upload-client.ts';

const MOST_TRIES = 5;
const AGAIN_MS = 3000;

/** An operator who says what an owner may do, until it is done. */
function setLimits(api: ClientApi, owner: Owner, { at, limits }: LimitChange): void {
  const tell = (tries: number): void =>
    api.request({ action: 'operate', about: owner, run: taskCalls.limit(owner, limits) }, ({ type }) => {
      if (type !== 'returned' && tries < MOST_TRIES) api.after(AGAIN_MS, () => tell(tries + 1));
    });
  api.after(at * 1000, () => tell(0));
}

/** Everybody who uses the service in a run. */
export function startUsers(
  api: UploadApi,
  { orders, uploadOrders = [], limits = [] }: Pick<SimulationOptions, 'orders' | 'uploadOrders' | 'limits'>,
): void {
  for (const order of orders) new Client(api, order).start();
  for (const order of uploadOrders) new UploadClient(api, ownerOf('ana'), order).start();
  for (const change of limits) setLimits(api, ownerOf('ana'), change);
}
