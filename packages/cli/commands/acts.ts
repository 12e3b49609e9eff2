import { resolve } from 'node:path';
import { connect } from '../connection.ts';
import { fileSize, table } from '../format.ts';
import { exitCodes, readArguments, UsageError } from '../context.ts';
import type { Context } from '../context.ts';

export const plainOptions = { json: { type: 'boolean' } } as const;

/** The one id that a command wants, whether it prints JSON, and whom it asks. */
async function aboutOne(command: string, args: readonly string[], context: Context) {
  const { values, positionals } = readArguments(args, plainOptions);
  const [id, ...more] = positionals;
  if (id === undefined || more.length > 0) throw new UsageError(`Which task? darkroom ${command} <id>`);
  return { id, print: printer(values.json, context), darkroom: await connect(context) };
}

/** Prints the answer as JSON, or in words. */
export const printer =
  (json: boolean | undefined, { out }: Context) =>
  (answer: unknown, text: string): number => {
    out(`${json === true ? JSON.stringify(answer, null, 2) : text}\n`);
    return exitCodes.ok;
  };

/** Ends a task. */
export async function cancel(args: readonly string[], context: Context): Promise<number> {
  const { id, print, darkroom } = await aboutOne('cancel', args, context);
  const answer = await darkroom.tasks.cancel(id, { signal: context.interrupted });
  const paid = answer.outcome === 'detached' ? '; the provider runs out, and the cost is settled then' : '';
  return print(answer, `${answer.task.status}${paid}`);
}

/** Orders a task that failed once more, and prints the id of the new one. */
export async function retry(args: readonly string[], context: Context): Promise<number> {
  const { id, print, darkroom } = await aboutOne('retry', args, context);
  const idempotencyKey = context.newKey();
  const task = await darkroom.tasks.retry(id, { idempotencyKey, signal: context.interrupted });
  return print(task, task.id);
}

/** Prints what happened to a task, oldest first. */
export async function events(args: readonly string[], context: Context): Promise<number> {
  const { id, print, darkroom } = await aboutOne('events', args, context);
  const all = await Array.fromAsync(darkroom.tasks.events(id, { signal: context.interrupted }));
  const rows = all.map(({ at, type, actor, reason = '' }) => [
    at.slice(0, 23).replace('T', ' '),
    type,
    actor,
    reason,
  ]);
  return print(all, table(['at (UTC)', 'what', 'who', 'why'], rows));
}

/** Prints what this month has cost, by model. */
export async function usage(args: readonly string[], context: Context): Promise<number> {
  const { values, positionals } = readArguments(args, plainOptions);
  if (positionals.length > 0) throw new UsageError(`usage takes no words: ${positionals.join(' ')}`);
  const spent = await (await connect(context)).usage({ signal: context.interrupted });
  const rows = spent.models.map(({ model, tasks, credits, usd }) => [
    model,
    String(tasks),
    String(credits),
    usd.toFixed(2),
  ]);
  const all = [...rows, [spent.month, '', String(spent.credits), spent.usd.toFixed(2)]];
  return printer(values.json, context)(spent, table(['model', 'tasks', 'credits', 'US$'], all));
}

const addressOf = (file: string, cwd: string): string =>
  /^https?:\/\//i.test(file) ? file : resolve(cwd, file);

/** Uploads files, of this machine or from an address, one after the other, and prints their ids. */
export async function upload(args: readonly string[], context: Context): Promise<number> {
  const { values, positionals } = readArguments(args, plainOptions);
  if (positionals.length === 0) throw new UsageError('Which file? darkroom upload <file>');
  const darkroom = await connect(context);
  const print = printer(values.json, context);
  for (const file of positionals) {
    const brought = await darkroom.upload(addressOf(file, context.cwd), { signal: context.interrupted });
    const size = brought.bytes === undefined ? '' : `  ${fileSize(brought.bytes)}`;
    print(brought, `${brought.id}  ${brought.fileName}${size}`);
  }
  return exitCodes.ok;
}
