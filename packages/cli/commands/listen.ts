import { DarkroomError, type Darkroom } from '@darkroom/client';
import { connect } from '../connection.ts';
import { startRelay, type Relayed } from '../event-relay.ts';
import { exitCodes, readArguments, UsageError } from '../context.ts';
import type { Context } from '../context.ts';

export const listenOptions = {
  'forward-to': { type: 'string' },
  events: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** What the webhooks of this command are called: those of one that was killed are found by it. */
const DESCRIPTION = 'darkroom listen';

/** Prints events as they come, and sends them on, until it is interrupted. Its webhook lives as long as it does. */
export async function listen(args: readonly string[], context: Context): Promise<number> {
  const { values, positionals } = readArguments(args, listenOptions);
  if (positionals.length > 0) throw new UsageError(`listen takes no words: ${positionals.join(' ')}`);
  const { events, json } = values;
  const forwardTo = addressIn(values['forward-to']);
  const { webhooks } = await connect(context);
  const relay = await startRelay({
    forwardTo,
    fetch: context.fetch,
    now: context.now,
    onEvent: (relayed) => context.out(json === true ? `${relayed.body.trim()}\n` : lineOf(relayed)),
  });
  try {
    await removeAbandoned(webhooks, context);
    const made = await webhooks.create({
      url: relay.url,
      description: DESCRIPTION,
      ...(events === undefined ? {} : { events: eventsIn(events) }),
    });
    try {
      context.err(`Secret: ${made.secret}\n`);
      context.err(
        `Events come here${forwardTo === undefined ? '' : ` and go on to ${forwardTo}`}. End with Ctrl+C.\n`,
      );
      await untilInterrupted(context);
    } finally {
      await webhooks.delete(made.id);
    }
  } catch (error) {
    throw unreachableFromThere(error);
  } finally {
    await relay.stop();
  }
  return exitCodes.ok;
}

function addressIn(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const known = URL.canParse(text) ? new URL(text) : undefined;
  if (known?.protocol === 'http:' || known?.protocol === 'https:') return known.href;
  throw new UsageError(`--forward-to wants an address such as http://localhost:3000/hook, not "${text}"`);
}

type Events = NonNullable<Parameters<Darkroom['webhooks']['create']>[0]['events']>;

// Which types there are is for the API to say.
const eventsIn = (text: string): Events => text.split(',').map((type) => type.trim()) as Events;

const lineOf = ({ type, id, taskId, status, ms, failure }: Relayed): string =>
  `${type.padEnd(20)} ${id}${taskId === undefined ? '' : `  task ${taskId}`}  ${failure ?? status} in ${Math.round(ms)} ms\n`;

const untilInterrupted = ({ interrupted }: Context): Promise<void> =>
  new Promise((resolve) => {
    if (interrupted.aborted) return resolve();
    interrupted.addEventListener('abort', () => resolve(), { once: true });
  });

/** Whoever was killed could not remove his webhook; it is his where nobody listens there any more. */
async function removeAbandoned(webhooks: Darkroom['webhooks'], { fetch: ask }: Context): Promise<void> {
  for await (const { id, url, description } of webhooks.list()) {
    if (description !== DESCRIPTION) continue;
    const isThere = await ask(url, { method: 'HEAD', signal: AbortSignal.timeout(2000) }).then(
      () => true,
      (error: unknown) => !isRefused(error),
    );
    if (!isThere) await webhooks.delete(id);
  }
}

function isRefused(error: unknown): boolean {
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  return typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === 'ECONNREFUSED';
}

/** A deployment refuses addresses of this machine, and says so in words about addresses. */
function unreachableFromThere(error: unknown): unknown {
  const isOfAddress =
    error instanceof DarkroomError &&
    error.status === 422 &&
    error.errors.some(({ path }) => path === '/url');
  if (!isOfAddress) return error;
  return new UsageError(
    'This deployment cannot send to your machine: listen works with the stack of npm start. For a deployment name a public address in POST /api/v1/webhooks, or use live push.',
    { cause: error },
  );
}
