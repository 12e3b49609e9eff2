import * as z from 'zod';
import type { Problems } from '../assembly/problems.ts';
import type { Resource } from '../assembly/template.ts';
import { supportOf } from '../support.ts';

/** What a reader of resources needs besides the resource. */
export interface Reading {
  readonly problems: Problems;
  readonly resources: readonly Resource[];
}

/** CloudFormation writes numbers and flags as text where it pleases. */
export const number = z.coerce.number();
export const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);

/** The honoured properties of a resource, parsed; every unknown one is a problem, and then the result is undefined. */
export function readProperties<T>(
  schema: z.ZodType<T>,
  resource: Resource,
  { problems }: Reading,
): T | undefined {
  const support = supportOf(resource.type);
  if (support.as !== 'hosted') return undefined;
  const honoured: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(resource.properties)) {
    if (support.properties.includes(name)) honoured[name] = value;
    else if (!(name in support.ignored)) problems.add(resource.place, `the property ${name} is not hosted`);
  }
  const parsed = schema.safeParse(honoured);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) problems.add(resource.place, describe(issue));
  return undefined;
}

function describe(issue: z.core.$ZodIssue): string {
  const path = issue.path.map(String).join('.');
  if (issue.code !== 'unrecognized_keys') return `${path}: ${issue.message}`;
  return issue.keys
    .map((key) => `the property ${[...issue.path, key].map(String).join('.')} is not hosted`)
    .join('; ');
}

/** All resources of the given types. */
export const ofType = ({ resources }: Reading, ...types: string[]): readonly Resource[] =>
  resources.filter(({ type }) => types.includes(type));
