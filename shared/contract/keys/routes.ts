import { routesWith, type Route } from '../route.ts';

const withKey = routesWith('key');
const managingKeys = routesWith('key', 'keys');
const keys = '/api/v1/keys';

/** Routes of keys and of tokens for browsers. Titles stand in `openapi/titles.ts`: no function carries them. */
export const keyRoutes = {
  listKeys: managingKeys.get(keys, 'manage-keys'),
  createKey: managingKeys.post(keys, 'manage-keys'),
  revokeKey: managingKeys.delete(`${keys}/{id}`, 'manage-keys'),
  rotateKey: managingKeys.post(`${keys}/{id}/rotate`, 'manage-keys'),
  createToken: withKey.post('/api/v1/tokens', 'manage-keys'),
} as const satisfies Record<string, Route>;
