import { routesForPages, routesWith, type Route } from '../route.ts';

const open = routesWith('open');
const withAnything = routesForPages(['owner', 'task', 'prompt', 'upload']);
const readModels = 'read-models';

/** Routes of models, pages and health. Titles stand in `openapi/titles.ts`: no function carries them. */
export const serviceRoutes = {
  listModels: withAnything.get('/api/v1/models', readModels),
  readModel: withAnything.get('/api/v1/models/{id+}', readModels),
  compatibility: withAnything.get('/api/v1/compatibility', readModels),
  home: open.get('/', readModels),
  apiDescription: open.get('/api/v1/openapi.json', readModels),
  docsPage: open.get('/docs', readModels),
  health: open.get('/health', readModels),
  apiHealth: open.get('/api/v1/health', readModels),
} as const satisfies Record<string, Route>;
