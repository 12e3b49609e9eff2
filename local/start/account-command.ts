import { parseArgs } from 'node:util';
import { readAccountsOf, type ShownAccount } from '#actions/operators/read-accounts.ts';
import { setAccount, warningOf, type SetAccountDependencies } from '#actions/operators/set-account.ts';
import { Failure } from '#domain/error.ts';
import { COMMAND_LINE } from '#domain/operators/audit.ts';
import { DEFAULT_ACCOUNT, isAccountName, type AccountDuty } from '#domain/tasks/provider-account.ts';
import { isCallable } from '#providers/service.ts';
import { services } from '#providers/services.ts';
import { StartError } from './start-error.ts';

/** What `npm run accounts -- help` prints. */
export const accountsHelp = `npm run accounts -- list                                what there is, in which state, and whether its secret can be read
npm run accounts -- set <service> <name> --secret ARN   adds an account, or says where its secret lies now
npm run accounts -- drain <service> <name>              it takes no new calls, and brings to its end what it has
npm run accounts -- open <service> <name>               it takes calls again
npm run accounts -- shut <service> <name>               as drain, and its balance is not asked for any more
  --reason TEXT    why; set, drain, open and shut leave a line in the audit
  --stage NAME     the accounts of a deployment (read from .darkroom/outputs-NAME.json, which npm run deploy
                   writes), with the AWS credentials of this shell; without it those of the running npm start
  --data-dir DIR   the running stack's data directory, when it is not .darkroom (or DARKROOM_DATA_DIR)

The first account of a service is called ${DEFAULT_ACCOUNT}: it is there without being set. Functions see a change
within half a minute. PUT /api/v1/admin/providers/<service>/accounts/<name> makes the secret as well, and DELETE
removes an account with which nothing is under way.
`;

const options = {
  secret: { type: 'string' },
  reason: { type: 'string' },
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
  /** Why, for the audit. */
  readonly reason?: string;
  readonly stage: string | undefined;
  readonly dataDir: string | undefined;
}

const turns: Readonly<Record<string, AccountDuty>> = { open: 'open', drain: 'draining', shut: 'shut' };
const callable = services.filter(isCallable).map(({ name }) => name);

/** The words do not say what is to be done. */
const misspelt = (what: string): StartError =>
  new StartError(`${what} See: npm run accounts -- help`, { exitCode: 2 });

/** Understands the words after `npm run accounts --`, or says what they should have been. */
export function readAccountCommand(args: readonly string[]): AccountCommand {
  const { values, positionals } = parsed(args);
  const { stage, secret, reason, help } = values;
  const wish: Wish = help === true ? { verb: 'help' } : readWish(positionals, { secret, stage });
  return { wish, stage, dataDir: values['data-dir'], ...(reason === undefined ? {} : { reason }) };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (cause) {
    throw misspelt(`${cause instanceof Error ? (cause.message.split('. ')[0] ?? '') : String(cause)}.`);
  }
}

interface Flags {
  readonly secret: string | undefined;
  readonly stage: string | undefined;
}

/** The account that the words behind a verb name. */
function readNames(verb: string, [service, name, ...more]: readonly string[]) {
  if (service === undefined || name === undefined)
    throw misspelt(`${verb} <service> <name>: which account is meant?`);
  if (more.length > 0) throw misspelt(`"${more.join(' ')}" is too much.`);
  if (!callable.includes(service))
    throw misspelt(`No service is called "${service}". There are: ${callable.join(', ')}.`);
  if (!isAccountName(name))
    throw misspelt(`"${name}" cannot be an account: lowercase letters, digits and dashes, at most 32.`);
  return { service, name };
}

function readWish([verb, ...words]: readonly string[], flags: Flags): Wish {
  if (verb === undefined) throw new StartError(accountsHelp, { exitCode: 2 });
  if ((verb === 'help' || verb === 'list') && words.length === 0) return { verb };
  const to = turns[verb];
  if (to === undefined && verb !== 'set') throw misspelt(`"${[verb, ...words].join(' ')}" is no command.`);
  const named = readNames(verb, words);
  if (to !== undefined) return { verb: 'turn', ...named, to };
  return { verb: 'set', ...named, secretArn: secretOf(named.name, flags) };
}

/** Functions of a deployment may read what lies below one name, and nothing else. */
function secretOf(name: string, { secret, stage }: Flags): string {
  if (name === DEFAULT_ACCOUNT) throw misspelt('The secret of the first account is the deployment’s own.');
  const place = stage === undefined ? ':secret:' : `:secret:darkroom-${stage}/accounts/`;
  if (secret?.startsWith('arn:') === true && secret.includes(place)) return secret;
  const where = stage === undefined ? '' : `, of one called darkroom-${stage}/accounts/…`;
  throw misspelt(`Where does its secret lie? --secret with the ARN in Secrets Manager${where}.`);
}

/** What the acts about accounts lean on; the command line makes no secrets. */
export type AccountActs = Omit<SetAccountDependencies, 'secrets'>;

const secretWords: Readonly<Record<ShownAccount['secret'], string>> = {
  readable: 'secret readable',
  unreadable: 'SECRET CANNOT BE READ',
  malformed: 'SECRET HAS ANOTHER FORM',
};
const closureWords = { key: 'its key is refused', credit: 'it has too few credits' } as const;

/** One account in a line, its reason and where its secret lies last. */
const line = ({
  service,
  account,
  state,
  reason,
  since,
  secret,
  secretArn,
  waiting,
  closures,
}: ShownAccount): string =>
  [
    ...[service, account.padEnd(16), state.padEnd(8), secretWords[secret].padEnd(15)],
    ...(waiting === 0 ? [] : [`${waiting} waiting`]),
    ...closures.map((closure) => closureWords[closure]),
    ...(since === undefined ? [] : [`since ${since.slice(0, 16)}Z`]),
    ...(reason === undefined ? [] : [`"${reason}"`]),
    secretArn ?? 'the secret of the deployment',
  ].join('  ');

const after: Readonly<Record<AccountDuty, string>> = {
  open: 'takes calls within half a minute.',
  draining: 'takes no new calls after half a minute. What it has made is asked for with it as before.',
  shut: 'takes no new calls after half a minute. What it has made is asked for with it as before.',
};

/** What is printed of a service of which no account takes calls. */
async function warned(acts: AccountActs, service: string): Promise<string> {
  const warning = warningOf(service, await acts.accountsOf(service));
  return warning === undefined ? '' : `\nWarning: ${warning}.`;
}

/** Carries the wish out and returns what to print. */
export async function runAccountCommand(wish: Wish, acts: AccountActs, reason?: string): Promise<string> {
  if (wish.verb === 'help') return accountsHelp;
  if (wish.verb === 'list') {
    const all = await Promise.all(callable.map(readAccountsOf(acts)));
    const warnings = await Promise.all(callable.map((service) => warned(acts, service)));
    return all.flat().map(line).join('\n') + warnings.join('');
  }
  const { service, name: account } = wish;
  const known = (await acts.accountsOf(service)).find((one) => one.account === account);
  const order = { service, account, by: COMMAND_LINE, ...(reason === undefined ? {} : { reason }) };
  const wanted = wish.verb === 'set' ? { secretArn: wish.secretArn } : { state: wish.to };
  try {
    await setAccount({ ...acts, secrets: noSecrets })({ ...order, ...wanted });
  } catch (error) {
    if (error instanceof Failure) throw new StartError(`${error.message}.`, { cause: error });
    throw error;
  }
  if (wish.verb === 'turn') return `${account} ${after[wish.to]}${await warned(acts, service)}`;
  return known === undefined
    ? `${service} is called with ${account}, too, within half a minute.`
    : `${service} is called with another secret of ${account} within five minutes, or when the old one is refused.`;
}

const none = (): never => {
  throw new Error('The command line makes no secrets.');
};
const noSecrets: SetAccountDependencies['secrets'] = { nameOf: none, write: none, remove: none };
