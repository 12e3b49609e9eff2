import type { UploadView } from '#contract/files/answers.ts';
import type { Answer, World } from '../test-stack.ts';

export const UPLOADS = '/api/v1/uploads';

/** Where a file is to be sent to. */
export interface Ticket {
  readonly id: string;
  readonly uploadUrl: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly expiresAt: string;
}

/** What a refusal may say. */
export interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly presigned?: string;
  readonly errors?: readonly { path: string }[];
}

type UploadAnswer = Answer<UploadView & Problem>;

/** The calls of a client that uploads. */
export function uploadCalls(world: () => World) {
  const send = async (path: string, bytes: Uint8Array, as = 'ana'): Promise<UploadAnswer> => {
    const { cloud, keys } = world();
    const response = await fetch(`${cloud.apiUrl}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${keys.get(as) ?? ''}`, 'content-type': 'image/png' },
      body: new Uint8Array(bytes),
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as never };
  };
  return {
    /** Asks for the address of a file. */
    order: (bytes: Buffer, more: Record<string, unknown> = {}) =>
      world().request<Ticket & Problem>('POST', UPLOADS, {
        body: { fileName: 'a.png', contentType: 'image/png', bytes: bytes.length, ...more },
      }),
    /** Sends the file there. */
    put: (ticket: Ticket, bytes: Buffer, headers = ticket.headers): Promise<Response> =>
      fetch(ticket.uploadUrl, { method: ticket.method, headers, body: new Uint8Array(bytes) }),
    complete: (id: string, init: Parameters<World['request']>[2] = {}): Promise<UploadAnswer> =>
      world().request('POST', `${UPLOADS}/${id}/complete`, init),
    /** Sends a file as the body of a request. */
    send,
    stream: (bytes: Uint8Array, query = ''): Promise<UploadAnswer> =>
      send(`${UPLOADS}/stream${query}`, bytes),
  };
}
