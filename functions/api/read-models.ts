import { routes } from '#contract/routes.ts';
import { keyStore } from '#storage/keys/key-store.ts';
import { connectTable } from '../compose/connect-table.ts';
import {
  serveDescription,
  serveDocsPage,
  serveHealth,
  serveCompatibility,
  serveModel,
  serveModels,
} from '../http/discovery-answers.ts';
import { authenticator, endpoint, keyedRoute, openRoute } from '../http/endpoint.ts';

export const handler = endpoint(
  authenticator(keyStore(connectTable())),
  keyedRoute(routes.listModels, serveModels),
  keyedRoute(routes.readModel, serveModel),
  keyedRoute(routes.compatibility, serveCompatibility),
  openRoute(routes.apiDescription, serveDescription),
  openRoute(routes.docsPage, serveDocsPage),
  openRoute(routes.health, serveHealth),
  openRoute(routes.apiHealth, serveHealth),
);
