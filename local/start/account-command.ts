import { parseArgs } from 'node:util';
import { DEFAULT_ACCOUNT, type AccountDuty, type KnownAccount } from '#domain/tasks/provider-account.ts';
import { isCallable } from '#providers/service.ts';
import { services } from '#providers/services.ts';
import type { Table } from '#storage/table/table-port.ts';
import { accountKey, readAccounts } from '#storage/tasks/account-rows.ts';
import { StartError } from './start-error.ts';

/** What `npm run accounts -- help` prints. */
export const accountsHelp = `npm run accounts -- list
npm run accounts -- set <service> <name> --secret ARN   adds an account, or says where its secret lies now
npm run accounts -- drain <service> <name>              it takes no new calls, and brings to its end what it has
npm run accounts -- open <service> <name>               it takes calls again
npm run accounts -- shut <service> <name>               as drain, and its balance is not asked for any more
  --stage NAME     the accounts of a deployment (read from .darkroom/outputs-NAME.json, which npm run deploy
                   writes), with the AWS credentials of this shell; without it those of the running npm start
  --data-dir DIR   the running stack's data directory, when it is not .darkroom (or DARKROOM_DATA_DIR)

The first account of a service is called ${DEFAULT_ACCOUNT}: it is there without being set. Functions see a change
within half a minute. An account is not removed: what it has made is asked for with it.
`;

const options = {
  secret: { type: 'string' },
  stage: { type: 'string' },
  'data-dir': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Wish =
  | { readonly verb: 'help' }
  | { readonly verb: 'list' }
  | { readonly verb: 'set'; readonly service: string; readonly name: string; readonly secretArn: string }
  | { readonly verb: 'turn'; readonly service: string; readonly name: string; readonly to: AccountDuty };

export interface AccountCommand {
  readonly wish: Wish;
  readonly stage: string | undefined;
  readonly dataDir: string | undefined;
}

const turns: Readonly<Record<string, AccountDuty>> = { open: 'open', drain: 'draining', shut: 'shut' };
const callable = services.filter(isCallable).map(({ name }) => name);

/** Understands the words after `npm run accounts --`, or says what they should have been. */
export function readAccountCommand(args: readonly string[]): AccountCommand {
  const { values, positionals } = parsed(args);
  const { stage, secret, help } = values;
  const wish: Wish = help === true ? { verb: 'help' } : readWish(positionals, { secret, stage });
  return { wish, stage, dataDir: values['data-dir'] };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new StartError(`${said}\n\n${accountsHelp}`, { cause });
  }
}

interface Flags {
  readonly secret: string | undefined;
  readonly stage: string | undefined;
}

function readWish([verb = 'help', service, name, ...more]: readonly string[], flags: Flags): Wish {
  if ((verb === 'help' || verb === 'list') && service === undefined) return { verb };
  if (service === undefined || name === undefined || more.length > 0) throw new StartError(accountsHelp);
  if (!callable.includes(service))
    throw new StartError(`No service is called "${service}". There are: ${callable.join(', ')}`);
  if (!/^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/.test(name))
    throw new StartError(`"${name}" cannot be an account: lowercase letters, digits and dashes, at most 32.`);
  const to = turns[verb];
  if (to !== undefined) return { verb: 'turn', service, name, to };
  if (verb !== 'set') throw new StartError(accountsHelp);
  return { verb, service, name, secretArn: secretOf(name, flags) };
}

/** Functions of a deployment may read what lies below one name, and nothing else. */
function secretOf(name: string, { secret, stage }: Flags): string {
  if (name === DEFAULT_ACCOUNT)
    throw new StartError('The secret of the first account is the deployment’s own.');
  const place = stage === undefined ? ':secret:' : `:secret:darkroom-${stage}/accounts/`;
  if (secret?.startsWith('arn:') === true && secret.includes(place)) return secret;
  const where = stage === undefined ? '' : `, of one called darkroom-${stage}/accounts/…`;
  throw new StartError(`Where does its secret lie? --secret with the ARN in Secrets Manager${where}`);
}

const line = ({ service, account, state, secretArn }: KnownAccount): string =>
  [service, account.padEnd(16), state.padEnd(8), secretArn ?? 'the secret of the deployment'].join('  ');

/** Carries the wish out and returns what to print. */
export async function runAccountCommand(wish: Wish, table: Table, now: number): Promise<string> {
  if (wish.verb === 'help') return accountsHelp;
  if (wish.verb === 'list') {
    const all = await Promise.all(callable.map((service) => readAccounts(table, service)));
    return all.flat().map(line).join('\n');
  }
  const { service, name } = wish;
  const known = (await readAccounts(table, service)).find(({ account }) => account === name);
  const changedAt = new Date(now).toISOString();
  const key = accountKey(service, name);
  if (wish.verb === 'set') {
    const first = known === undefined ? { state: 'open', createdAt: changedAt } : {};
    await table.write({ type: 'add', key, set: { ...first, secretArn: wish.secretArn, changedAt } });
    return known === undefined
      ? `${service} is called with ${name}, too, within half a minute.`
      : `${service} is called with another secret of ${name} within five minutes, or when the old one is refused.`;
  }
  if (known === undefined) throw new StartError(`${service} has no account ${name}. See: accounts list`);
  await table.write({ type: 'add', key, set: { state: wish.to, changedAt } });
  return wish.to === 'open'
    ? `${name} takes calls within half a minute.`
    : `${name} takes no new calls after half a minute. What it has made is asked for with it as before.`;
}
