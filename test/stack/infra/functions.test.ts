import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { callbackRoutes } from '#contract/callbacks/routes.ts';
import { mcpRoute } from '#contract/mcp/route.ts';
import { routes } from '#contract/routes.ts';
import { allFunctions, type FunctionName } from '../../../infra/functions.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'functions');

/** Files below `functions/` that export a handler, without their ending. */
const handlers = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && exportsHandler(readFileSync(join(folder, path), 'utf8')))
  .map((path) => path.slice(0, -'.ts'.length).replaceAll('\\', '/'))
  .sort();

function exportsHandler(text: string): boolean {
  const { statements } = ts.createSourceFile('x.ts', text, ts.ScriptTarget.Latest);
  return statements
    .filter(ts.isVariableStatement)
    .filter(({ modifiers }) => modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword))
    .flatMap(({ declarationList }) => [...declarationList.declarations])
    .some(({ name }) => ts.isIdentifier(name) && name.text === 'handler');
}

/** Compiles only while every route names a row of the table. */
const routed: ReadonlySet<FunctionName> = new Set(
  [...Object.values(routes), mcpRoute, ...callbackRoutes].map(({ functionName }) => functionName),
);

describe('the table of functions', () => {
  it('has a row for every file that exports a handler, and a file for every row', () => {
    expect(allFunctions.map(({ file }) => file).sort()).toEqual(handlers);
  });

  it('names no two functions alike', () => {
    expect(new Set(allFunctions.map(({ name }) => name)).size).toBe(allFunctions.length);
  });

  it('has a route for every function that the API calls, and only for those', () => {
    const called = allFunctions
      .filter(({ trigger }) => trigger === 'api' || trigger === 'callback')
      .map(({ name }) => name)
      .filter((name) => name !== 'not-found');
    expect([...routed].sort()).toEqual(called.sort());
  });

  it('invokes only functions that no route, workflow or schedule calls', () => {
    const invoked = allFunctions.flatMap(({ invokes }) => Object.values(invokes ?? {}));
    const called = allFunctions
      .filter(({ trigger, isHanded }) => isHanded === true || trigger === 'event' || trigger === 'call')
      .map(({ name }) => name);
    expect([...new Set(invoked)].sort()).toEqual(called.sort());
  });
});
