import type { IncomingHttpHeaders } from 'node:http';

/** A request, read whole. */
export interface Exchange {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  /** What its header asks of the simulation, as it would stand in a prompt. */
  asked: string;
  bytes: Buffer;
  /** The JSON object of the body; nothing when it is something else. */
  body: Record<string, unknown> | undefined;
}

/** What goes back: an answer, or one of the ways in which none comes. */
export type Reply =
  | { kind: 'json'; status: number; code: number; body: unknown }
  | { kind: 'text'; status: number; type: string; text: string | Uint8Array; encoding?: 'gzip' }
  | { kind: 'reset' }
  | { kind: 'hang' };

/** The service's envelope around data. HTTP says 200 whatever the body says. */
export const answered = (code: number, msg: string, data: unknown): Reply => ({
  kind: 'json',
  status: 200,
  code,
  body: { code, msg, data },
});

/** Success. */
export const ok = (data: unknown): Reply => answered(200, 'success', data);

/** Refusal: the code lives in the body, there is no data. */
export const refused = (code: number, msg: string): Reply => answered(code, msg, null);

/** The page a proxy shows when the service behind it is down. */
export const gatewayPage = (): Reply => ({
  kind: 'text',
  status: 502,
  type: 'text/html',
  text: '<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>',
});

/** The page that the firewall in front of the service shows to whom it does not let through. */
export const edgePage = (): Reply => ({
  kind: 'text',
  status: 403,
  type: 'text/html',
  text: '<html><head><title>Attention Required!</title></head><body><h1>Sorry, you have been blocked</h1></body></html>',
});

/** True for a JSON object. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The text of a field, or an empty string. */
export const textAt = (record: Record<string, unknown>, name: string): string => {
  const value = record[name];
  return typeof value === 'string' ? value : '';
};
