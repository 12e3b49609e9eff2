import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '..', '..', '..');

/** What a module imports to run, lazily or at once; what it imports for its types alone is nothing to a bundle. */
function importsOf(file: string): readonly string[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.ES2024);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const isImport =
      ts.isImportDeclaration(node) && node.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword;
    const isExport = ts.isExportDeclaration(node) && !node.isTypeOnly;
    const isLazy = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
    const specifier = isImport || isExport ? node.moduleSpecifier : undefined;
    const named = isLazy ? node.arguments[0] : specifier;
    if (named !== undefined && ts.isStringLiteral(named)) found.push(named.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The file of ours that an import means, from the root; undefined for a package. */
function fileOf(name: string, from: string): string | undefined {
  if (name.startsWith('#')) return join('shared', name.slice(1));
  return name.startsWith('.') ? relative(root, join(root, dirname(from), name)) : undefined;
}

/** What one file needs to run: files of ours, from the root, and packages by name. */
export interface Needs {
  readonly files: ReadonlySet<string>;
  readonly packages: ReadonlySet<string>;
}

/** What a file imports itself. */
export function ownNeeds(file: string): Needs {
  const names = importsOf(file);
  const files = names.map((name) => fileOf(name, file)).filter((path) => path !== undefined);
  return {
    files: new Set(files),
    packages: new Set(names.filter((name) => fileOf(name, file) === undefined)),
  };
}

/** Every file of ours that is loaded, or may be, where this one is: itself and whatever its imports lead to. */
export function reachedFrom(file: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const waiting = [file];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    if (next.endsWith('.ts')) waiting.push(...ownNeeds(next).files);
  }
  return seen;
}
