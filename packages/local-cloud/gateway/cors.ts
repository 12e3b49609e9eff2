import type { IncomingHttpHeaders } from 'node:http';
import type { CorsDefinition } from '../resources/http-api.ts';

/** Whether the gateway answers by itself: with CORS configured, every preflight request. */
export const isPreflight = (method: string, headers: IncomingHttpHeaders): boolean =>
  method === 'OPTIONS' &&
  headers.origin !== undefined &&
  headers['access-control-request-method'] !== undefined;

/** The CORS headers of a preflight answer; none for an origin that is not allowed. */
export function preflightHeaders(cors: CorsDefinition, headers: IncomingHttpHeaders): Record<string, string> {
  const origin = allowedOrigin(cors, headers.origin);
  if (origin === undefined) return {};
  return {
    ...originHeaders(cors, origin),
    ...joined('access-control-allow-methods', cors.AllowMethods),
    ...joined('access-control-allow-headers', cors.AllowHeaders),
    ...(cors.MaxAge === undefined ? {} : { 'access-control-max-age': String(cors.MaxAge) }),
  };
}

/** The CORS headers of any other answer; they replace those of the function. */
export function answerHeaders(cors: CorsDefinition, headers: IncomingHttpHeaders): Record<string, string> {
  const origin = allowedOrigin(cors, headers.origin);
  if (origin === undefined) return {};
  return { ...originHeaders(cors, origin), ...joined('access-control-expose-headers', cors.ExposeHeaders) };
}

function originHeaders(cors: CorsDefinition, origin: string): Record<string, string> {
  return {
    'access-control-allow-origin': origin,
    ...(cors.AllowCredentials ? { 'access-control-allow-credentials': 'true' } : {}),
    ...(origin === '*' ? {} : { vary: 'Origin' }),
  };
}

const joined = (name: string, values: readonly string[]): Record<string, string> =>
  values.length === 0 ? {} : { [name]: values.join(',') };

function allowedOrigin(cors: CorsDefinition, origin: string | undefined): string | undefined {
  if (origin === undefined) return undefined;
  if (cors.AllowOrigins.includes('*')) return '*';
  const scheme = `${origin.split('://')[0]}://*`;
  const allowed = cors.AllowOrigins.some(
    (one) => one.toLowerCase() === origin.toLowerCase() || one.toLowerCase() === scheme.toLowerCase(),
  );
  return allowed ? origin : undefined;
}
