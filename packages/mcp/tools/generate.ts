import type { Quotes } from '@darkroom/client/api-types';
import {
  acceptedContent,
  CLIENT_CAPABILITIES_META_KEY,
  inputRequired,
  type InputRequiredResult,
  type McpServer,
  type ServerContext,
} from '@modelcontextprotocol/server';
import * as z from 'zod';
import { answerOf, inWords } from '../answers.ts';
import { createOf, orderFields, type Order } from '../order.ts';
import type { AddTools, Serving } from '../serving.ts';
import { taskAnswer } from '../show-task.ts';
import { MOST_WAIT_SECONDS, waited } from '../wait.ts';

const wanted = z.strictObject({
  ...orderFields,
  idempotencyKey: z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/, 'is 1 to 255 visible ASCII characters')
    .describe(
      'Your name for this one order: a new one for each thing that is wanted. A call that broke off is repeated with the key that it had, and is not paid again.',
    ),
  promptId: z.string().describe('What it belongs to: list_tasks finds it by that.').exactOptional(),
  maxCredits: z
    .number()
    .min(0)
    .describe('What the user has agreed to pay at most. Only after asking him.')
    .exactOptional(),
});

const confirmation = z.object({ confirm: z.boolean().describe('Order it, and pay for it') });

/** Ordering, and what it would cost. */
export const addGenerate: AddTools = (server, serving) => {
  server.registerTool(
    'generate',
    {
      title: 'Make a picture, a film or a sound',
      description: `Orders from a model, WHICH COSTS MONEY, and answers within ${MOST_WAIT_SECONDS} seconds: with the finished files, or with a task that is PENDING and goes on, to be looked at with get_task.`,
      inputSchema: wanted,
      // With its key the same order is made once.
      annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: true },
    },
    (order, context) => inWords(() => ordered(order, context, { server, serving })),
  );
  server.registerTool(
    'quote',
    {
      title: 'Ask for a price',
      description: 'What an order would cost, in credits and US dollars. Nothing is ordered.',
      inputSchema: z.strictObject(orderFields),
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    (order, { mcpReq }) =>
      inWords(async () => {
        const { credits, usd } = await priceOf(order, serving, mcpReq.signal);
        return answerOf(credits === undefined ? { price: 'not known' } : { credits, usd });
      }),
  );
};

async function ordered(
  order: z.output<typeof wanted>,
  context: ServerContext,
  { server, serving }: { server: McpServer; serving: Serving },
) {
  const { darkroom } = serving;
  const { signal } = context.mcpReq;
  const { idempotencyKey, promptId } = order;
  const create = { ...createOf(order), ...(promptId === undefined ? {} : { promptId }) };
  const question = await questionBefore(order, context, { server, serving });
  if (question) return question;
  const seconds = MOST_WAIT_SECONDS;
  const isHeld = serving.waits === 'at the API';
  const held = isHeld ? { waitSeconds: seconds } : {};
  const handle = await darkroom.tasks.create(create, { idempotencyKey, signal, ...held });
  return taskAnswer(darkroom, isHeld ? handle : await waited(darkroom, handle, { seconds, context }), signal);
}

type Price = Pick<Quotes['items'][number], 'credits' | 'usd'>;

/** Throws what the API has against the order. */
async function priceOf(order: Order, { darkroom }: Serving, signal: AbortSignal): Promise<Price> {
  const { items } = await darkroom.quotes.create([createOf(order)], { signal });
  const row: Quotes['items'][number] = items[0] ?? {};
  const { error, ...price } = row;
  if (!error) return price;
  const faults = (error.errors ?? []).map(({ path, message }) => `- ${path || '/'} ${message}`);
  throw new Error([`${error.code}: ${error.detail}`, ...faults].join('\n'));
}

/** What has to be asked of the user before it is ordered; nothing where it costs little, or where he has agreed. */
async function questionBefore(
  order: z.output<typeof wanted>,
  context: ServerContext,
  { server, serving }: { server: McpServer; serving: Serving },
): Promise<InputRequiredResult | undefined> {
  const { confirmAbove } = serving;
  if (confirmAbove === Number.POSITIVE_INFINITY && order.maxCredits === undefined) return undefined;
  const price = await priceOf(order, serving, context.mcpReq.signal);
  refuseAboveAgreed(order, price);
  if (price.credits !== undefined && price.credits <= confirmAbove) return undefined;
  if (canAsk(server, context))
    return questionTo(context, `${order.model} would cost ${inWordsOf(price)}. Order it?`);
  refuseUnlessAgreed(order, price, confirmAbove);
  return undefined;
}

const inWordsOf = ({ credits, usd }: Price): string =>
  credits === undefined ? 'a price that is not known' : `${credits} credits (US$ ${usd ?? '?'})`;

/** The question, unless the user has said yes to it; throws where he has said no. */
function questionTo({ mcpReq }: ServerContext, message: string): InputRequiredResult | undefined {
  const { inputResponses } = mcpReq;
  if (acceptedContent(inputResponses, 'confirm', confirmation)?.confirm === true) return undefined;
  if (inputResponses && 'confirm' in inputResponses)
    throw new Error('The user has not agreed to the price. Nothing was ordered, and nothing is paid.');
  return inputRequired({
    inputRequests: { confirm: inputRequired.elicit({ message, requestedSchema: confirmation }) },
  });
}

/** What the user has agreed to pay at most holds however little it is, and whoever could still be asked. */
function refuseAboveAgreed({ maxCredits }: z.output<typeof wanted>, price: Price): void {
  const { credits } = price;
  if (maxCredits === undefined || (credits !== undefined && credits <= maxCredits)) return;
  const again = credits === undefined ? 'without maxCredits' : `with maxCredits: ${credits}`;
  throw new Error(
    `It would cost ${inWordsOf(price)}, and maxCredits is ${maxCredits}. Nothing was ordered. Ask the user; where he agrees, repeat the call ${again}.`,
  );
}

/** Where the user cannot be asked by this program, the chat asks him, and says with the next call what he has agreed to. */
function refuseUnlessAgreed(
  { model, maxCredits }: z.output<typeof wanted>,
  price: Price,
  confirmAbove: number,
): void {
  const { credits } = price;
  const cost = inWordsOf(price);
  if (credits === undefined) throw new Error(`${model} has ${cost}, and this client cannot ask the user.`);
  if (maxCredits !== undefined && credits <= maxCredits) return;
  throw new Error(
    `It would cost ${cost}, and ${confirmAbove} is what may be spent unasked. Ask the user; where he agrees, repeat the call with maxCredits: ${credits}.`,
  );
}

/** Clients of today say with each request what they can do, those of before said it once. */
function canAsk(server: McpServer, { mcpReq }: ServerContext): boolean {
  const envelope: Readonly<Record<string, unknown>> = mcpReq.envelope ?? {};
  const said = envelope[CLIENT_CAPABILITIES_META_KEY] ?? server.server.getClientCapabilities();
  return typeof said === 'object' && said !== null && 'elicitation' in said;
}
