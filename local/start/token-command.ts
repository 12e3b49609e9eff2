import { parseArgs } from 'node:util';
import { isTokenClaim } from '#domain/keys/token-owner.ts';
import { isScope, usualScopes } from '#domain/keys/scopes.ts';
import { secondsOf } from './key-times.ts';
import { StartError } from './start-error.ts';

/** What `npm run token -- --help` prints. */
export const tokenHelp = `npm run token -- --owner ana [--scope tasks:read,tasks:write] [--ttl 1h]
Prints a token of the issuer that npm start runs on this laptop, to be sent in place of an API key.
  --owner NAME     whose it is, as the issuer calls him; his tasks are not those of keys of the same name
  --scope SCOPES   what it may do, separated by commas: ${usualScopes.join(', ')}; all of them otherwise
  --ttl TIME       how long it is good: 90s, 15m, 8h; an hour otherwise
  --data-dir DIR   the running stack's data directory, when it is not .darkroom (or DARKROOM_DATA_DIR)
`;

const options = {
  owner: { type: 'string' },
  scope: { type: 'string', multiple: true },
  ttl: { type: 'string' },
  'data-dir': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

export interface TokenCommand {
  readonly owner: string;
  readonly scope: string;
  readonly ttlSeconds: number;
  readonly dataDir: string | undefined;
}

/** Understands the words after `npm run token --`, or says what they should have been. */
export function readTokenCommand(args: readonly string[]): TokenCommand | 'help' {
  const { owner, scope, ttl, help, 'data-dir': dataDir } = parsed(args);
  if (help === true) return 'help';
  if (owner === undefined || !isTokenClaim(owner)) throw new StartError(`Whose token is it?\n\n${tokenHelp}`);
  const scopes = scope?.flatMap((text) => text.split(',').map((part) => part.trim())) ?? usualScopes;
  const unknown = scopes.find((text) => !isScope(text) || !usualScopes.includes(text));
  if (unknown !== undefined) {
    throw new StartError(`A token has no scope "${unknown}". Scopes: ${usualScopes.join(', ')}`);
  }
  return { owner, scope: scopes.join(' '), ttlSeconds: secondsOf(ttl) ?? 3600, dataDir };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch (cause) {
    throw new StartError(`${cause instanceof Error ? cause.message : String(cause)}\n\n${tokenHelp}`, {
      cause,
    });
  }
}
