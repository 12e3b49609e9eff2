import { parseArgs } from 'node:util';
import { isOwner } from '#domain/ids.ts';
import type { ApiKey, KeyStore } from '#storage/keys/key-store.ts';
import { mintKey } from './keys.ts';
import { StartError } from './start-error.ts';

/** What `npm run keys -- help` prints. */
export const keysHelp = `npm run keys -- create --owner ana [--operator] [--name "Ana's laptop"]
npm run keys -- list
npm run keys -- revoke <id>              or the first 6 digits of it or more, where no other key has them
  --stage NAME     the keys of a deployment (read from .darkroom/outputs-NAME.json, which npm run deploy
                   writes), with the AWS credentials of this shell; without it those of the running npm start
  --data-dir DIR   the running stack's data directory, when it is not .darkroom (or DARKROOM_DATA_DIR)
`;

const options = {
  owner: { type: 'string' },
  name: { type: 'string' },
  operator: { type: 'boolean' },
  stage: { type: 'string' },
  'data-dir': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Wish =
  | {
      readonly verb: 'create';
      readonly owner: string;
      readonly operator: boolean;
      readonly name: string | undefined;
    }
  | { readonly verb: 'list' }
  | { readonly verb: 'revoke'; readonly id: string }
  | { readonly verb: 'help' };

export interface KeyCommand {
  readonly wish: Wish;
  readonly stage: string | undefined;
  readonly dataDir: string | undefined;
}

/** Understands the words after `npm run keys --`, or says what they should have been. */
export function readKeyCommand(args: readonly string[]): KeyCommand {
  const { values, positionals } = parsed(args);
  const place = { stage: values.stage, dataDir: values['data-dir'] };
  return { wish: values.help ? { verb: 'help' } : readWish(positionals, values), ...place };
}

type Flags = ReturnType<typeof parsed>['values'];

function readWish([verb = 'help', id, ...more]: readonly string[], flags: Flags): Wish {
  if (verb === 'help') return { verb };
  if (verb === 'create' && id === undefined) return creation(flags);
  if (verb === 'list' && id === undefined) return { verb };
  if (verb === 'revoke' && id !== undefined && more.length === 0) return { verb, id: idOrPrefix(id) };
  throw new StartError(keysHelp);
}

function creation({ owner, operator = false, name }: Flags): Wish {
  if (owner === undefined) throw new StartError('Whose key is it? keys create --owner ana');
  return { verb: 'create', owner, operator, name };
}

/** Enough digits of an id that nobody has typed them by accident. */
const FEWEST_DIGITS = 6;

function idOrPrefix(text: string): string {
  const id = text.trim().toLowerCase();
  if (id.length >= FEWEST_DIGITS) return id;
  throw new StartError(
    `"${text}" is too short: give the whole id of the key, or at least ${FEWEST_DIGITS} of its digits. See: keys list`,
    { exitCode: 2 },
  );
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

/** Carries the wish out and returns what to print. A new key is in it, this once. */
export async function runKeyCommand(wish: Wish, keys: KeyStore, now: number): Promise<string> {
  switch (wish.verb) {
    case 'create': {
      const { owner, operator, name } = wish;
      if (!isOwner(owner)) {
        throw new StartError(
          `"${owner}" cannot be an owner: lowercase letters, digits and dashes, at most 39.`,
        );
      }
      const { key, hash } = mintKey();
      await keys.create({ owner, operator, hash, now, ...(name === undefined ? {} : { name }) });
      return `${key}\n\nThe key of ${owner}${operator ? ', an operator' : ''}. It is shown this once; only its hash is kept.`;
    }
    case 'list': {
      const all = await keys.list();
      return all.length === 0 ? 'No keys.' : all.map(line).join('\n');
    }
    case 'revoke': {
      const { id } = await onlyKey(wish.id, keys);
      if (!(await keys.revoke(id, now))) throw unknownKey(id);
      return `Revoked ${id}. A function that has just seen it may accept it for another minute.`;
    }
    case 'help':
      return keysHelp;
  }
}

const unknownKey = (id: string): StartError => new StartError(`No key has the id ${id}. See: keys list`);

/** The one key whose id begins so. Throws where there is none, or more than one. */
async function onlyKey(prefix: string, keys: KeyStore): Promise<ApiKey> {
  const found = (await keys.list()).filter(({ id }) => id.startsWith(prefix));
  const [only] = found;
  if (only === undefined) throw unknownKey(prefix);
  if (found.length === 1) return only;
  throw new StartError(
    `The ids of ${found.length} keys begin with ${prefix}; none was revoked. Give the whole id:\n${found.map(line).join('\n')}`,
    { exitCode: 2 },
  );
}

function line({ id, owner, operator, name, createdAt, revokedAt }: ApiKey): string {
  const notes = [operator ? 'operator' : undefined, name, revokedAt ? `revoked ${revokedAt}` : undefined];
  return [id, owner.padEnd(16), createdAt, ...notes.filter((note) => note !== undefined)].join('  ');
}
