import { openEndpoint } from '../http/endpoint.ts';

/** Serves no route: whatever arrives here gets the API's own 404. */
export const handler = openEndpoint();
