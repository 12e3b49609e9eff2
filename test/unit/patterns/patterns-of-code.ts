import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/** A regular expression, and where it stands. */
export interface Placed {
  readonly where: string;
  readonly source: string;
  readonly flags: string;
}

/** A regular expression that is put together when the program runs. */
export interface Built {
  readonly file: string;
  readonly text: string;
}

const filesBelow = (folders: readonly string[]): string[] =>
  folders
    .flatMap((folder) => globSync(`${folder}/**/*.ts`))
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !/\/(?:node_modules|test)\//.test(file))
    .sort();

const isMaker = (node: ts.Node): node is ts.NewExpression | ts.CallExpression =>
  (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
  ts.isIdentifier(node.expression) &&
  node.expression.text === 'RegExp';

/** Every regular expression in the code of these folders: those that are written out, and those that are built. */
export function patternsOf(folders: readonly string[]): { written: Placed[]; built: Built[] } {
  const written: Placed[] = [];
  const built: Built[] = [];
  for (const file of filesBelow(folders)) {
    const parsed = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) {
        const end = node.text.lastIndexOf('/');
        const line = parsed.getLineAndCharacterOfPosition(node.getStart(parsed)).line + 1;
        const literal = { source: node.text.slice(1, end), flags: node.text.slice(end + 1) };
        written.push({ where: `${file}:${line}`, ...literal });
      } else if (isMaker(node)) {
        built.push({ file, text: node.getText(parsed) });
      }
      ts.forEachChild(node, visit);
    };
    visit(parsed);
  }
  return { written, built };
}

/** Every `pattern` of a JSON document, as whoever reads its schemas runs it. */
export function patternsIn(document: string): Placed[] {
  const sources = new Set<string>();
  JSON.parse(document, (name: string, value: unknown) => {
    if (name === 'pattern' && typeof value === 'string') sources.add(value);
    return value;
  });
  return [...sources].map((source) => ({ where: 'the API description', source, flags: 's' }));
}
