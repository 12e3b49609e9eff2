import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { doorsIn } from '../infra/bundle.ts';
import { testAssembly } from '../test/global-setup.ts';

interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

const doors = doorsIn(join(import.meta.dirname, '..', 'functions'));
const pascalCase = (door: string): string =>
  door.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The door behind a name that infra, or the local cloud, gave a function; the name itself where there is none. */
export function doorOf(name: string): string {
  const found = doors.filter((door) => new RegExp(`(?:^|-)${pascalCase(door)}(?![a-z])`).test(name));
  return found.sort((left, right) => right.length - left.length)[0] ?? name;
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

/** The logical id of a door's function. */
export function functionOf(door: string): string {
  const found = Object.entries(resources()).find(
    ([id, { Type }]) => Type === 'AWS::Lambda::Function' && doorOf(id) === door,
  );
  if (found === undefined) throw new Error(`The assembly has no function for ${door}`);
  return found[0];
}

/** How many resources of a type the template has. */
export const countOf = (type: string): number =>
  Object.values(resources()).filter((resource) => resource.Type === type).length;

/** Gigabytes of memory, by door. */
export function memoryByDoor(): ReadonlyMap<string, number> {
  const functions = Object.entries(resources()).filter(([, { Type }]) => Type === 'AWS::Lambda::Function');
  return new Map(
    functions.map(([id, { Properties }]) => [doorOf(id), Number(Properties?.['MemorySize'] ?? 128) / 1024]),
  );
}
