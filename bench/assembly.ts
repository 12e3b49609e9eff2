import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allFunctions, constructId } from '../infra/functions.ts';
import { testAssembly } from '../test/stack/assemblies.ts';

interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

const names: readonly string[] = allFunctions.map(({ name }) => name);

/** The function behind a logical id, or a name that the local cloud gave it; the id itself where there is none. */
export function functionNamed(id: string): string {
  const found = names.filter((name) => new RegExp(`(?:^|-)${constructId(name)}(?![a-z])`).test(id));
  return found.sort((left, right) => right.length - left.length)[0] ?? id;
}

/** All resources of the assembly that the bench runs, by logical id. */
export function resources(): Readonly<Record<string, Resource>> {
  const templates = readdirSync(testAssembly).filter((file) => file.endsWith('.template.json'));
  return Object.assign(
    {},
    ...templates.map((file) => {
      const template = JSON.parse(readFileSync(join(testAssembly, file), 'utf8')) as {
        Resources?: Record<string, Resource>;
      };
      return template.Resources ?? {};
    }),
  ) as Record<string, Resource>;
}

/** The logical id of a function. */
export function logicalId(name: string): string {
  const found = Object.entries(resources()).find(
    ([id, { Type }]) => Type === 'AWS::Lambda::Function' && functionNamed(id) === name,
  );
  if (found === undefined) throw new Error(`The assembly has no function ${name}`);
  return found[0];
}

/** How many resources of a type the template has. */
export const countOf = (type: string): number =>
  Object.values(resources()).filter((resource) => resource.Type === type).length;

/** Gigabytes of memory, by function. */
export function memoryByFunction(): ReadonlyMap<string, number> {
  const functions = Object.entries(resources()).filter(([, { Type }]) => Type === 'AWS::Lambda::Function');
  return new Map(
    functions.map(([id, { Properties }]) => [
      functionNamed(id),
      Number(Properties?.['MemorySize'] ?? 128) / 1024,
    ]),
  );
}
