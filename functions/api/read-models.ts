import { docsQuery, modelQuery, oneModelQuery } from '#contract/models/model-list.ts';
import { routes } from '#contract/routes.ts';
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
  operation(routes.listModels, serveModels, modelQuery),
  operation(routes.readModel, serveModel, oneModelQuery),
  operation(routes.compatibility, serveCompatibility),
  operation(routes.home, serveHome),
  operation(routes.apiDescription, serveDescription),
  operation(routes.docsPage, serveDocsPage, docsQuery),
  operation(routes.health, serveHealth),
  operation(routes.apiHealth, serveHealth),
);
