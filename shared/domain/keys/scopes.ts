import { namesOf } from '../names.ts';

/** What a credential may be allowed to do. Each route names those that it asks for. */
export const scopes = {
  'tasks:read': 'read tasks, their timelines, usage and receipts',
  'tasks:write': 'create, cancel, repeat and remove tasks, and ask what they would cost',
  'uploads:read': 'read uploads, and get addresses of stored objects',
  'uploads:write': 'bring files in, and remove them',
  webhooks: 'manage webhooks',
  keys: 'list, make, rotate and revoke API keys',
  'gallery:read': 'read an own gallery',
  'gallery:write': 'publish into a gallery',
  providers: 'bring own accounts at providers',
  operator: 'the routes for operators, for every owner',
} as const;

export type Scope = keyof typeof scopes;

export const allScopes: readonly Scope[] = namesOf(scopes);

export const isScope = (text: string): text is Scope => Object.hasOwn(scopes, text);

/** What a key may do that names no scopes: all that was allowed before there were any. To make keys, and to bring accounts, has to be asked for. */
export const usualScopes: readonly Scope[] = allScopes.filter(
  (scope) => scope !== 'keys' && scope !== 'providers' && scope !== 'operator',
);

/** What a key may do by the marks that keys had before scopes. */
export const scopesOfMark = (operator: boolean): readonly Scope[] => (operator ? allScopes : usualScopes);

/** The same scopes in the order of the table, each once. */
export const inOrder = (some: readonly Scope[]): readonly Scope[] =>
  allScopes.filter((scope) => some.includes(scope));

/** The first of the scopes asked for that is not held; undefined where all are. */
export const missingScope = (asked: readonly Scope[], held: readonly Scope[]): Scope | undefined =>
  asked.find((scope) => !held.includes(scope));
