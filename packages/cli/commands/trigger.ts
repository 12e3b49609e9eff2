import type { Darkroom } from '@darkroom/client';
import type { Webhook } from '@darkroom/client/api-types';
import { connect } from '../connection.ts';
import { exitCodes, readArguments, UsageError } from '../context.ts';
import type { Context } from '../context.ts';

export const triggerOptions = { webhook: { type: 'string' }, json: { type: 'boolean' } } as const;

/** Sends an event with an example task in it to the caller's webhooks that ask for its type, or to one of them. */
export async function trigger(args: readonly string[], context: Context): Promise<number> {
  const { values, positionals } = readArguments(args, triggerOptions);
  const [type, ...more] = positionals;
  if (type === undefined || more.length > 0)
    throw new UsageError('trigger wants one type of event, such as: darkroom trigger task.succeeded');
  const { webhooks } = await connect(context);
  const items = await Array.fromAsync(webhooks.list());
  const meant = items.filter((one) => isMeant(one, type, values.webhook));
  if (meant.length === 0) {
    context.err(`${nobody(type, values.webhook)}\n`);
    return exitCodes.failed;
  }
  for (const { id, url } of meant) {
    const delivery = await webhooks.test(id, { type: type as TestType });
    context.out(
      values.json === true ? `${JSON.stringify(delivery)}\n` : `${delivery.type} ${delivery.id} to ${url}\n`,
    );
  }
  return exitCodes.ok;
}

// Which types there are is for the API to say.
type TestType = NonNullable<NonNullable<Parameters<Darkroom['webhooks']['test']>[1]>['type']>;

const isMeant = ({ id, events, enabled }: Webhook, type: string, wanted: string | undefined): boolean =>
  wanted === undefined
    ? enabled && (events === undefined || type === 'webhook.test' || events.some((known) => known === type))
    : id === wanted;

const nobody = (type: string, wanted: string | undefined): string =>
  wanted === undefined
    ? `No webhook of yours asks for ${type}. Make one, or run: darkroom listen`
    : `You have no webhook ${wanted}.`;
