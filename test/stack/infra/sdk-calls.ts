import { join } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '..', '..', '..');
const isOurs = (node: ts.Node): boolean => !node.getSourceFile().fileName.includes('/node_modules/');

/** What the code of one function can reach: SDK commands by class name, and the members of object literals. */
export interface Reach {
  /** `PutCommand`, `Upload`, `getSecret` …, as imported from an AWS package. */
  readonly calls: ReadonlySet<string>;
  /** `member: 'text'` of object literals, such as `type: 'put'`. */
  readonly members: ReadonlySet<string>;
}

/** One compilation of all sources, shared by every look into it. */
export function openProgram(): ts.Program {
  const path = join(root, 'tsconfig.json');
  const { config } = ts.readConfigFile(path, (file) => ts.sys.readFile(file)) as { config: object };
  const parsed = ts.parseJsonConfigFileContent({ ...config, include: ['functions', 'shared'] }, ts.sys, root);
  return ts.createProgram(parsed.fileNames, parsed.options);
}

/**
 * Follows the code from a function's file: a function counts when something that counts names it, a member of an object
 * when something that counts reads a member of that declaration. So a store's methods count one by one.
 */
export function reachOf(program: ts.Program, file: string): Reach {
  const known = reaches.get(program) ?? new Map<string, Reach>();
  reaches.set(program, known);
  const reach = known.get(file) ?? walkFrom(program, file);
  known.set(file, reach);
  return reach;
}

/** Each function is walked once, however many tests ask. */
const reaches = new WeakMap<ts.Program, Map<string, Reach>>();

function walkFrom(program: ts.Program, file: string): Reach {
  const source = program.getSourceFile(join(root, 'functions', `${file}.ts`));
  if (source === undefined) throw new Error(`There is no functions/${file}.ts.`);
  const walk = new Walk(program.getTypeChecker());
  walk.from(source);
  return walk;
}

class Walk implements Reach {
  readonly calls = new Set<string>();
  readonly members = new Set<string>();
  readonly #checker: ts.TypeChecker;
  readonly #seen = new Set<ts.Node>();
  readonly #read = new Set<ts.Node>();
  readonly #waiting = new Map<ts.Node, ts.Node[]>();
  readonly #queue: ts.Node[] = [];

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker;
  }

  from(file: ts.SourceFile): void {
    file.statements
      .filter((statement) => !ts.isImportDeclaration(statement))
      .forEach((statement) => this.#visit(statement));
    for (let node = this.#queue.pop(); node !== undefined; node = this.#queue.pop()) {
      if (this.#seen.has(node)) continue;
      this.#seen.add(node);
      ts.forEachChild(node, (child) => this.#visit(child));
      if (ts.isIdentifier(node)) this.#follow(node);
    }
  }

  #visit(node: ts.Node): void {
    if (ts.isTypeNode(node) || isUncalled(node)) return;
    if (ts.isObjectLiteralElementLike(node) && this.#putOff(node)) return;
    if (ts.isIdentifier(node)) this.#follow(node);
    if (ts.isBindingElement(node)) this.#readFromPattern(node);
    ts.forEachChild(node, (child) => this.#visit(child));
  }

  /** A member that holds code waits until somebody reads it; any other counts with the object. */
  #putOff(member: ts.ObjectLiteralElementLike): boolean {
    if (ts.isSpreadAssignment(member)) return false;
    if (ts.isPropertyAssignment(member) && ts.isStringLiteral(member.initializer)) {
      this.members.add(`${member.name.getText()}: '${member.initializer.text}'`);
    }
    if (!this.#holdsCode(member)) return false;
    const owners = this.#declarationsOf(member);
    const content = contentOf(member);
    if (owners.some((owner) => this.#read.has(owner))) return this.#enqueue(content);
    for (const owner of owners) this.#waiting.set(owner, [...(this.#waiting.get(owner) ?? []), content]);
    return true;
  }

  #holdsCode(member: ts.ObjectLiteralElementLike): boolean {
    if (ts.isPropertyAssignment(member))
      return this.#checker.getTypeAtLocation(member.initializer).getCallSignatures().length > 0;
    if (ts.isShorthandPropertyAssignment(member))
      return this.#checker.getTypeAtLocation(member.name).getCallSignatures().length > 0;
    return true;
  }

  /** The member itself and the one it stands for in the type that the object is to have. */
  #declarationsOf(member: ts.ObjectLiteralElementLike): ts.Node[] {
    if (!ts.isObjectLiteralExpression(member.parent) || member.name === undefined) return [member];
    const expected = this.#checker.getContextualType(member.parent)?.getProperty(member.name.getText());
    return [member, ...(expected?.declarations ?? [])];
  }

  #follow(name: ts.Identifier): void {
    const isDeclared = ts.isVariableDeclaration(name.parent) && name.parent.name === name;
    if (isDeclared) return;
    const shorthand = ts.isShorthandPropertyAssignment(name.parent);
    const found = shorthand
      ? this.#checker.getShorthandAssignmentValueSymbol(name.parent)
      : this.#checker.getSymbolAtLocation(name);
    if (found === undefined) return;
    const isAlias = (found.flags & ts.SymbolFlags.Alias) !== 0;
    const symbol = isAlias ? this.#checker.getAliasedSymbol(found) : found;
    if (isAlias && importedFrom(found).startsWith('@aws-')) this.calls.add(symbol.name);
    for (const declaration of symbol.declarations ?? []) this.#reach(declaration);
  }

  #readFromPattern(element: ts.BindingElement): void {
    const name = element.propertyName ?? element.name;
    if (element.dotDotDotToken !== undefined || !ts.isIdentifier(name)) return;
    const property = this.#checker.getTypeAtLocation(element.parent).getProperty(name.text);
    for (const declaration of property?.declarations ?? []) this.#reach(declaration);
  }

  #reach(declaration: ts.Declaration): void {
    this.#read.add(declaration);
    for (const content of this.#waiting.get(declaration) ?? []) this.#enqueue(content);
    if (!isOurs(declaration)) return;
    if (ts.isVariableDeclaration(declaration) && declaration.initializer)
      this.#enqueue(declaration.initializer);
    if (ts.isFunctionDeclaration(declaration) || ts.isClassDeclaration(declaration))
      this.#enqueue(declaration);
    if (ts.isObjectLiteralElementLike(declaration)) this.#enqueue(contentOf(declaration));
  }

  #enqueue(content: ts.Node): true {
    this.#queue.push(content);
    return true;
  }
}

/** A named function counts when its name is used, not where it stands; the handler is used by Lambda. */
function isUncalled(node: ts.Node): boolean {
  if (ts.isFunctionDeclaration(node)) return node.name?.text !== 'handler';
  if (!ts.isVariableDeclaration(node) || node.initializer === undefined) return false;
  return ts.isFunctionLike(node.initializer) && node.name.getText() !== 'handler';
}

/** The code that a member holds. */
function contentOf(member: ts.ObjectLiteralElementLike): ts.Node {
  if (ts.isPropertyAssignment(member)) return member.initializer;
  if (ts.isMethodDeclaration(member) && member.body) return member.body;
  return ts.isShorthandPropertyAssignment(member) ? member.name : member;
}

function importedFrom(symbol: ts.Symbol): string {
  const specifier = symbol.declarations?.find(ts.isImportSpecifier);
  const from = specifier?.parent.parent.parent.moduleSpecifier;
  return from && ts.isStringLiteral(from) ? from.text : '';
}
