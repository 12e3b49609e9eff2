import type { Dialect } from './dialect.ts';
import { adapters } from './services.ts';

/** The dialect that a plan names. It knows no model: who reads a check with it says what the model makes. */
export function dialectNamed(name: string): Dialect {
  for (const { dialects } of Object.values(adapters)) {
    const dialect = Object.hasOwn(dialects, name) ? dialects[name] : undefined;
    if (dialect !== undefined) return dialect;
  }
  throw new Error(`No dialect is called ${name}`);
}
