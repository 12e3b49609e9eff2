import { parseArgs } from 'node:util';
import {
  createKey,
  endTokens,
  revokeKey,
  rotateKey,
  type KeyHolder,
  type KeyOrder,
  type MadeKey,
} from '#actions/keys/manage-keys.ts';
import type { MintedKey } from '#actions/keys/make-key.ts';
import { Failure } from '#domain/error.ts';
import { isOwner, type Owner } from '#domain/ids.ts';
import type { ApiKey } from '#domain/keys/api-key.ts';
import { allScopes, isScope, scopesOfMark, type Scope } from '#domain/keys/scopes.ts';
import { COMMAND_LINE } from '#domain/operators/audit.ts';
import type { KeyStore } from '#storage/keys/key-store.ts';
import { auditWriter } from '#storage/operators/audit-store.ts';
import { mintKey } from './keys.ts';
import { expiryOf, secondsOf } from './key-times.ts';
import { StartError } from './start-error.ts';

/** What `npm run keys -- help` prints. */
export const keysHelp = `npm run keys -- create --owner ana [--operator] [--name "Ana's laptop"]
  --scope SCOPES   what it may do, separated by commas: ${allScopes.join(', ')};
                   without it everything but keys and operator, with --operator everything
  --expires TIME   when it ends: 30d, 12h or 2027-01-31
npm run keys -- list
npm run keys -- revoke <id>
npm run keys -- end-tokens               ends every token for browsers, within a minute
npm run keys -- rotate <id>              a new key in its place; the old one stays good for a day
  --overlap TIME   … or for so long: 2h, 7d; 0 ends it at once
  --reason TEXT    why; create, revoke, rotate and end-tokens leave a line in the audit
  --stage NAME     the keys of a deployment (read from .darkroom/outputs-NAME.json, which npm run deploy
                   writes), with the AWS credentials of this shell; without it those of the running npm start
  --data-dir DIR   the running stack's data directory, when it is not .darkroom (or DARKROOM_DATA_DIR)
`;

const options = {
  owner: { type: 'string' },
  name: { type: 'string' },
  operator: { type: 'boolean' },
  scope: { type: 'string', multiple: true },
  expires: { type: 'string' },
  overlap: { type: 'string' },
  reason: { type: 'string' },
  stage: { type: 'string' },
  'data-dir': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Wish =
  | {
      readonly verb: 'create';
      readonly owner: string;
      readonly scopes: readonly Scope[];
      readonly name: string | undefined;
      readonly expires: string | undefined;
    }
  | { readonly verb: 'list' | 'end-tokens' }
  | { readonly verb: 'revoke'; readonly id: string }
  | { readonly verb: 'rotate'; readonly id: string; readonly overlapSeconds: number | undefined }
  | { readonly verb: 'help' };

export interface KeyCommand {
  readonly wish: Wish;
  /** Why, for the audit. */
  readonly reason?: string;
  readonly stage: string | undefined;
  readonly dataDir: string | undefined;
}

/** Understands the words after `npm run keys --`, or says what they should have been. */
export function readKeyCommand(args: readonly string[]): KeyCommand {
  const { values, positionals } = parsed(args);
  const place = {
    stage: values.stage,
    dataDir: values['data-dir'],
    ...(values.reason === undefined ? {} : { reason: reasonIn(values.reason) }),
  };
  return { wish: values.help ? { verb: 'help' } : readWish(positionals, values), ...place };
}

const MOST_REASON = 500;

function reasonIn(text: string): string {
  const reason = text.trim();
  if (reason !== '' && reason.length <= MOST_REASON) return reason;
  throw new StartError(`A reason has 1 to ${MOST_REASON} characters.`, { exitCode: 2 });
}

type Flags = ReturnType<typeof parsed>['values'];

function readWish([verb = 'help', id, ...more]: readonly string[], flags: Flags): Wish {
  if (verb === 'help') return { verb };
  if (verb === 'create' && id === undefined) return creation(flags);
  if ((verb === 'list' || verb === 'end-tokens') && id === undefined) return { verb };
  if (id === undefined || more.length > 0) throw new StartError(keysHelp);
  if (verb === 'revoke') return { verb, id: wholeId(id) };
  if (verb === 'rotate') return { verb, id: wholeId(id), overlapSeconds: secondsOf(flags.overlap) };
  throw new StartError(keysHelp);
}

function creation({ owner, operator = false, scope, name, expires }: Flags): Wish {
  if (owner === undefined) throw new StartError('Whose key is it? keys create --owner ana');
  const asked = scope?.flatMap((text) => text.split(',').map((part) => part.trim()));
  const unknown = asked?.find((text) => !isScope(text));
  if (unknown !== undefined)
    throw new StartError(`There is no scope "${unknown}". Scopes: ${allScopes.join(', ')}`);
  const named = asked?.filter(isScope);
  const scopes =
    named === undefined ? scopesOfMark(operator) : [...named, ...(operator ? ['operator' as const] : [])];
  return { verb: 'create', owner, scopes, name, expires };
}

/** A part of an id would do for some keys today, and be another's tomorrow. */
function wholeId(text: string): string {
  const id = text.trim().toLowerCase();
  if (/^[0-9a-f]{16}$/.test(id)) return id;
  throw new StartError(`"${text}" is no id: give the whole one, 16 digits. See: keys list`, { exitCode: 2 });
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (cause) {
    throw new StartError(`${cause instanceof Error ? cause.message : String(cause)}\n\n${keysHelp}`, {
      cause,
    });
  }
}

/** Whose keys a command is about, and how new ones are made. */
export interface KeyPlace {
  readonly keys: KeyStore;
  readonly now: number;
  readonly mint?: () => MintedKey;
  /** Why, for the audit. */
  readonly reason?: string;
  /** For so many days lines of the audit are kept. */
  readonly auditDays?: number;
}

/** Whoever reaches the table may do everything with keys. */
const holder: KeyHolder = { owner: COMMAND_LINE, scopes: allScopes, by: 'command line' };

const YEAR_DAYS = 365;

function ownerOf(text: string): Owner {
  if (isOwner(text)) return text;
  throw new StartError(`"${text}" cannot be an owner: lowercase letters, digits and dashes, at most 39.`);
}

/** Carries the wish out and returns what to print. A new key is in it, this once. */
export async function runKeyCommand(wish: Wish, place: KeyPlace): Promise<string> {
  const { keys, now, mint = mintKey, reason, auditDays = YEAR_DAYS } = place;
  const needs = { keys, clock: { now: () => now }, mint, audit: auditWriter(auditDays) };
  const why = reason === undefined ? {} : { reason };
  switch (wish.verb) {
    case 'create':
      return shown(await refusedInWords(createKey(needs)(holder, { ...orderOf(wish, now), ...why })));
    case 'list': {
      const all = await keys.list();
      return all.length === 0 ? 'No keys.' : all.map(line).join('\n');
    }
    case 'revoke': {
      const key = await keyOf(wish.id, keys);
      await revokeKey(needs)(holder, key.id, reason);
      return `Revoked ${named(key)}. It changes nothing any more; a function that has just seen it may let it read for another minute.`;
    }
    case 'end-tokens':
      await endTokens(needs)(holder, reason);
      return 'Every token for browsers ends within a minute. New ones are signed with another secret.';
    case 'rotate':
      return rotated({ ...wish, ...why }, needs);
    case 'help':
      return keysHelp;
  }
}

const orderOf = (
  { owner, scopes, name, expires }: Extract<Wish, { verb: 'create' }>,
  now: number,
): KeyOrder => {
  const expiresAt = expiryOf(expires, now);
  return {
    owner: ownerOf(owner),
    scopes,
    ...(name === undefined ? {} : { name }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
};

async function rotated(
  { id, overlapSeconds, reason }: Extract<Wish, { verb: 'rotate' }> & { readonly reason?: string },
  needs: Parameters<typeof rotateKey>[0],
): Promise<string> {
  const key = await keyOf(id, needs.keys);
  const order = {
    id,
    ...(overlapSeconds === undefined ? {} : { overlapSeconds }),
    ...(reason === undefined ? {} : { reason }),
  };
  const made = await refusedInWords(rotateKey(needs)(holder, order));
  const end = overlapSeconds === 0 ? undefined : (await keyOf(id, needs.keys)).expiresAt;
  return `${shown(made)}\n\nIt takes the place of ${named(key)}, which stays good until ${end ?? 'now'}.`;
}

async function refusedInWords<Result>(made: Promise<Result>): Promise<Result> {
  try {
    return await made;
  } catch (error) {
    throw error instanceof Failure ? new StartError(error.message, { cause: error }) : error;
  }
}

async function keyOf(id: string, keys: KeyStore): Promise<ApiKey> {
  const key = await keys.withId(id);
  if (key === undefined) throw new StartError(`No key has the id ${id}. See: keys list`);
  return key;
}

function shown({ key, made: { owner, scopes, expiresAt } }: MadeKey): string {
  const rank = scopes.includes('operator') ? ', an operator' : '';
  const end = expiresAt === undefined ? '' : ` It ends at ${expiresAt}.`;
  return `${key}\n\nThe key of ${owner}${rank}, for ${scopes.join(', ')}.${end} It is shown this once; only its hash is kept.`;
}

const named = ({ id, owner, name }: ApiKey): string =>
  `${id}, ${name === undefined ? 'a key' : `"${name}"`} of ${owner}`;

function line({ id, owner, scopes, name, createdAt, ...key }: ApiKey): string {
  const { lastUsedAt, expiresAt, replacedBy, revokedAt } = key;
  const notes = [
    scopes.includes('operator') ? 'operator' : undefined,
    name,
    `may: ${scopes.join(',')}`,
    lastUsedAt && `last used ${lastUsedAt}`,
    expiresAt && `ends ${expiresAt}`,
    replacedBy && `replaced by ${replacedBy}`,
    revokedAt && `revoked ${revokedAt}`,
  ];
  return [id, owner.padEnd(16), createdAt, ...notes.filter((note) => note !== undefined)].join('  ');
}
