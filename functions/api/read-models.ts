import { docsQuery, modelQuery, oneModelQuery } from '#contract/models/model-list.ts';
import { serviceRoutes } from '#contract/service/routes.ts';
import { keyReader } from '#storage/keys/key-reader.ts';
import { serveHealth, serveCompatibility, serveModel, serveModels } from '../http/discovery-responses.ts';
import { endpoint } from '../http/endpoint.ts';
import { serveHome } from '../http/home-page.ts';
import { operation } from '../http/operation.ts';
import { connectReference } from '../compose/connect-reference.ts';
import { connectRequestCounts } from '../compose/connect-request-counts.ts';
import { connectTable } from '../compose/connect-table.ts';

const { serveDescription, serveDocsPage } = connectReference();

const table = connectTable();

export const handler = endpoint(
  { keys: keyReader(table), count: connectRequestCounts(table) },
  operation(serviceRoutes.listModels, serveModels, modelQuery),
  operation(serviceRoutes.readModel, serveModel, oneModelQuery),
  operation(serviceRoutes.compatibility, serveCompatibility),
  operation(serviceRoutes.home, serveHome),
  operation(serviceRoutes.apiDescription, serveDescription),
  operation(serviceRoutes.docsPage, serveDocsPage, docsQuery),
  operation(serviceRoutes.health, serveHealth),
  operation(serviceRoutes.apiHealth, serveHealth),
);
