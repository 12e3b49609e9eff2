import { request, type ClientRequest } from 'node:http';

/** An upload that is sent piece by piece, as the test says. */
export interface SlowUpload {
  write(piece: string | Buffer): Promise<void>;
  /** Sends the rest, answers with the status and body. */
  end(piece: string | Buffer): Promise<{ status: number; body: string }>;
  /** Cuts the connection. */
  abort(): void;
}

const answerOf = (outgoing: ClientRequest): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    outgoing.on('error', reject);
    outgoing.on('response', (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (text: string) => (body += text));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }));
    });
  });

/** Starts an upload of so many bytes to a presigned URL. */
export function slowUpload(url: string, length: number, headers: Record<string, string> = {}): SlowUpload {
  const outgoing = request(url, { method: 'PUT', headers: { ...headers, 'content-length': String(length) } });
  const answer = answerOf(outgoing);
  answer.catch(() => undefined);
  outgoing.flushHeaders();
  return {
    write: (piece) => new Promise((resolve) => outgoing.write(piece, () => resolve())),
    end: (piece) => {
      outgoing.end(piece);
      return answer;
    },
    abort: () => outgoing.destroy(),
  };
}

/** Asks again and again, for what only real I/O can bring about. */
export async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  const patience = Date.now() + 10_000;
  while (!(await holds())) {
    if (Date.now() > patience) throw new TypeError('It never came to pass.');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
