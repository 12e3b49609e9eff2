import { DEFAULT_ACCOUNT } from '#domain/tasks/provider-account.ts';
import { accountOfKey } from '../ports/secrets.ts';
import type { Account } from './account.ts';

const WINDOW_MS = 10_000;
/** What is under way for longer than this was given up by its sender. */
const OLDEST_MS = 120_000;
const BEARER = 'Bearer ';

interface CallerParts {
  readonly account: Account;
  readonly mostQuestions: number;
  readonly mostCreates: number;
}

/** What the provider keeps of one of our accounts. */
class Caller {
  recent: number[] = [];
  questions: number[] = [];
  /** Addresses of the files that it holds for us. */
  readonly held = new Set<string>();
}

/** Our accounts as the provider knows them: what each may do is held to it alone. */
export class Callers {
  readonly #parts: CallerParts;
  readonly #known = new Map<string, Caller>();
  #files = 0;

  constructor(parts: CallerParts) {
    this.#parts = parts;
  }

  /** Which account a call is made with; undefined where its key is none that is good. */
  nameOf(authorization: string | undefined): string | undefined {
    if (authorization?.startsWith(BEARER) !== true) return undefined;
    const key = authorization.slice(BEARER.length);
    return key === this.#parts.account.key() ? DEFAULT_ACCOUNT : accountOfKey(key);
  }

  isTooFast(account: string, { now, sentAt }: { readonly now: number; readonly sentAt: number }): boolean {
    const caller = this.#of(account);
    const recent = [...caller.recent.filter((at) => at > now - OLDEST_MS), sentAt].sort((a, b) => a - b);
    caller.recent = recent;
    const isOver = recent.some((at, i) => (recent[i + this.#parts.mostCreates] ?? Infinity) - at < WINDOW_MS);
    if (isOver) recent.splice(recent.indexOf(sentAt), 1);
    return isOver;
  }

  isAskedTooMuch(account: string, now: number): boolean {
    const caller = this.#of(account);
    caller.questions = [...caller.questions.filter((at) => at > now - 1000), now];
    return caller.questions.length > this.#parts.mostQuestions;
  }

  /** Takes a copy of a file of ours. */
  hold(account: string): string {
    const url = `https://tempfile.example.test/${this.#files}.png`;
    this.#files += 1;
    this.#of(account).held.add(url);
    return url;
  }

  /** Those of these files that are no copies of this account. */
  foreign(account: string, files: readonly string[]): readonly string[] {
    return files.filter((url) => !this.#of(account).held.has(url));
  }

  #of(account: string): Caller {
    const caller = this.#known.get(account) ?? new Caller();
    this.#known.set(account, caller);
    return caller;
  }
}
