import type { Owner } from '#domain/ids.ts';
import { taskCalls } from '../engine/entry-points.ts';
import type { SimulationOptions } from '../scenarios/simulation-options.ts';
import { Client, ownerOf, type ClientApi } from './client.ts';
import { UploadClient, type UploadApi } from './upload-client.ts';

type Change = NonNullable<SimulationOptions['openTasks']>[number];

const MOST_TRIES = 5;
const AGAIN_MS = 3000;

/** An operator who says how many tasks an owner may have open, until it is done. */
function limitOpenTasks(api: ClientApi, owner: Owner, { at, limit }: Change): void {
  const tell = (tries: number): void =>
    api.request({ action: 'operate', about: owner, run: taskCalls.limit(owner, limit) }, ({ type }) => {
      if (type !== 'returned' && tries < MOST_TRIES) api.after(AGAIN_MS, () => tell(tries + 1));
    });
  api.after(at * 1000, () => tell(0));
}

/** Everybody who uses the service in a run. */
export function startUsers(
  api: UploadApi,
  {
    orders,
    uploadOrders = [],
    openTasks = [],
  }: Pick<SimulationOptions, 'orders' | 'uploadOrders' | 'openTasks'>,
): void {
  for (const order of orders) new Client(api, order).start();
  for (const order of uploadOrders) new UploadClient(api, ownerOf('ana'), order).start();
  for (const change of openTasks) limitOpenTasks(api, ownerOf('ana'), change);
}
