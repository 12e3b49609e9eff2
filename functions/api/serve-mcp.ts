import { mcpRoute } from '#contract/mcp/route.ts';
import { keyReader } from '#storage/keys/key-reader.ts';
import { connectRequestCounts } from '../compose/connect-request-counts.ts';
import { connectTable } from '../compose/connect-table.ts';
import { readSettings } from '../compose/settings.ts';
import { endpoint } from '../http/endpoint.ts';
import { mcpQuery, serveMcp } from '../http/mcp-response.ts';
import { operation } from '../http/operation.ts';

const { API_URL: url } = readSettings('API_URL');
const table = connectTable();

export const handler = endpoint(
  { keys: keyReader(table), count: connectRequestCounts(table) },
  operation(mcpRoute, serveMcp(url), mcpQuery),
);
