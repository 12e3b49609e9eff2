import type { Owner } from '#domain/ids.ts';
import { taskCalls } from '../engine/entry-points.ts';
import type { LimitChange, SimulationOptions } from '../scenarios/simulation-options.ts';
import { Client, ownerOf, type ClientApi } from './client.ts';
import type { Audience } from '../engine/audience.ts';
import { serveConnection } from '../ports/live-ports.ts';
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

/** Lets everybody connect who follows tasks. Gives the API to those who order them, and tell of what they have been promised. */
function startFollowers(api: UploadApi, { gateway, followers }: Audience): UploadApi {
  if (gateway === undefined) return api;
  gateway.onClosed = (id) => {
    const closing = { action: 'serve-connections', about: `${id} closed` };
    api.request(
      { ...closing, run: (ports) => serveConnection(ports)({ type: 'closed', id }) },
      () => undefined,
    );
  };
  for (const follower of followers) follower.start(api);
  return {
    ...api,
    acknowledged: (snapshot, order) => {
      api.acknowledged(snapshot, order);
      for (const follower of followers) follower.knows(snapshot.task, order);
    },
  };
}

/** Everybody who uses the service in a run. */
export function startUsers(
  api: UploadApi,
  { orders, uploadOrders = [], limits = [] }: Pick<SimulationOptions, 'orders' | 'uploadOrders' | 'limits'>,
  audience: Audience,
): void {
  const telling = startFollowers(api, audience);
  for (const order of orders) new Client(telling, order).start();
  for (const order of uploadOrders) new UploadClient(api, ownerOf('ana'), order).start();
  for (const change of limits) setLimits(api, ownerOf('ana'), change);
}
