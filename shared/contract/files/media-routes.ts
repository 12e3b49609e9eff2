import { routesWith, type Route } from '../route.ts';

const open = routesWith('open');

/** Routes by which files are read. Titles stand in `openapi/titles.ts`: no function carries them. */
export const mediaRoutes = {
  readMedia: { ...open.get('/media/{key+}', 'read-media'), hasOwnHead: true },
  probeMedia: open.head('/media/{key+}', 'read-media'),
} as const satisfies Record<string, Route>;
