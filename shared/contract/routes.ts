import { taskRoutes } from './tasks/routes.ts';
import { accountRoutes } from './account/routes.ts';
import { keyRoutes } from './keys/routes.ts';
import { webhookRoutes } from './webhooks/routes.ts';
import { operatorRoutes } from './operators/routes.ts';
import { fileRoutes } from './files/routes.ts';
import { serviceRoutes } from './service/routes.ts';
import { mediaRoutes } from './files/media-routes.ts';
import type { Route } from './route.ts';

/** Every route, by the name of its operation. A function takes those of its subject: with all of them it would carry what others serve. */
export const routes = {
  ...taskRoutes,
  ...accountRoutes,
  ...keyRoutes,
  ...webhookRoutes,
  ...operatorRoutes,
  ...fileRoutes,
  ...serviceRoutes,
  ...mediaRoutes,
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;
