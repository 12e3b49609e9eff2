import type { IncomingMessage } from 'node:http';
import { listen, type Listening } from './http-server.ts';

/** Answers 501 to whatever a function asks of a service that is not hosted, and says which; so no call leaves unseen. */
export async function startUnhosted(onCall: (message: string) => void): Promise<Listening> {
  return listen('endpoint for services that are not hosted', undefined, (request, response) => {
    const message = `${serviceOf(request)} is not hosted by the local cloud (${request.method} ${request.url}).`;
    onCall(message);
    request.resume();
    response.writeHead(501, { 'content-type': 'application/json', 'x-amzn-errortype': 'NotImplemented' });
    response.end(JSON.stringify({ __type: 'NotImplemented', message }));
  });
}

// The signature's scope names the service: Credential=key/date/region/service/aws4_request.
function serviceOf({ headers }: IncomingMessage): string {
  const scope = /Credential=[^/]+\/\d+\/[^/]*\/([^/]+)\//.exec(headers.authorization ?? '')?.[1];
  const target = headers['x-amz-target'];
  return [scope ?? 'A service', target].filter(Boolean).join(' ');
}
