import { routes } from '#contract/routes.ts';
import { keyStore } from '#storage/keys/key-store.ts';
import { serveHealth, serveCompatibility, serveModel, serveModels } from '../http/discovery-responses.ts';
import { endpoint } from '../http/endpoint.ts';
import { operation } from '../http/operation.ts';
import { connectReference } from '../compose/connect-reference.ts';
import { connectTable } from '../compose/connect-table.ts';

const { serveDescription, serveDocsPage } = connectReference();

export const handler = endpoint(
  keyStore(connectTable()),
  operation(routes.listModels, serveModels),
  operation(routes.readModel, serveModel),
  operation(routes.compatibility, serveCompatibility),
  operation(routes.apiDescription, serveDescription),
  operation(routes.docsPage, serveDocsPage),
  operation(routes.health, serveHealth),
  operation(routes.apiHealth, serveHealth),
);
