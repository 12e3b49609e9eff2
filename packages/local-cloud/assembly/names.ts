import { createHash } from 'node:crypto';
import type { Identity } from '../identity.ts';
import { naming, type Naming } from './identity-table.ts';

/** What the rest of a template may say about a resource. */
export interface Named {
  readonly ref: string;
  readonly name: string;
  readonly arn: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A resource whose name is wanted; `property` gives one of its resolved properties, when it has it. */
export interface Nameable {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  property(name: string): string | undefined;
}

// Letters and digits only: every service takes them in a name.
const hash = (text: string, length: number): string =>
  BigInt(`0x${createHash('sha256').update(text).digest('hex')}`)
    .toString(36)
    .slice(0, length);

/** Invents the physical name and all that follows from it; the same template gives the same names on every start. */
export function nameResource(resource: Nameable, identity: Identity, apiUrl: string): Named {
  const rule = naming[resource.type] ?? {};
  const seed = `${resource.stack}/${resource.logicalId}`;
  const name = (rule.named && resource.property(rule.named)) ?? inventName(resource, rule, hash(seed, 6));
  const facts: Record<string, string> = {
    name,
    id: hash(`${seed}/id`, 10),
    tag: hash(`${seed}/tag`, 6),
    region: identity.region,
    account: identity.accountId,
    place: `${identity.region}:${identity.accountId}`,
    apiUrl,
  };
  const fill = (pattern: string): string =>
    pattern.replace(/\{(?:of:(\w+)|(\w+))\}/g, (whole, property?: string, fact?: string) => {
      if (property !== undefined) return resource.property(property) ?? whole;
      return facts[fact ?? ''] ?? whole;
    });
  facts['arn'] = fill(`arn:${identity.partition}:${rule.arn ?? 'local:{place}:{name}'}`);
  return {
    ref: fill(rule.ref ?? '{name}'),
    name,
    arn: facts['arn'],
    attributes: Object.fromEntries(
      Object.entries(rule.attributes ?? {}).map(([key, pattern]) => [key, fill(pattern)]),
    ),
  };
}

function inventName(resource: Nameable, rule: Naming, tag: string): string {
  const front = `${resource.stack}-${resource.logicalId}`.slice(0, (rule.longest ?? 64) - tag.length - 1);
  const name = `${front}-${tag}`;
  return rule.lowerCase === true ? name.toLowerCase() : name;
}
