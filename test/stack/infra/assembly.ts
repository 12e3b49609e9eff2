import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { allFunctions } from '../../../infra/functions.ts';
import { synthesize } from '../../../infra/synth.ts';

/** One resource of a template, as far as the tests look into it. */
export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly DependsOn?: readonly string[];
}

export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<Record<string, { readonly Value: unknown }>>;
}

/** A folder that is gone after the tests, and what was synthesised into it. */
export interface Assembly {
  readonly folder: string;
  readonly data: Template;
  readonly service: Template;
  remove(): void;
}

const tableOfFunctions = allFunctions.map(({ file }) => file);

/** Functions that return their name: the template says what they may do, whatever is in them. */
export function stubFunctions(folder: string, files: readonly string[] = tableOfFunctions): string {
  for (const file of files) {
    const path = join(folder, `${file}.ts`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `export const handler = async () => '${basename(file)}';\n`);
  }
  return folder;
}

export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'darkroom-infra-'));

const readTemplate = (folder: string, stack: string): Template =>
  JSON.parse(readFileSync(join(folder, 'cdk.out', `${stack}.template.json`), 'utf8')) as Template;

/** Both stacks of a stage, synthesised around functions that do nothing; `rules.test.ts` holds them against the rule packs. */
export async function anAssembly(stage = 'dev', context: Record<string, string> = {}): Promise<Assembly> {
  const folder = temporaryFolder();
  await synthesize({
    outDir: join(folder, 'cdk.out'),
    stage,
    context,
    sources: stubFunctions(join(folder, 'functions')),
    buildDir: join(folder, 'build'),
    checked: false,
  });
  return {
    folder,
    data: readTemplate(folder, `Darkroom-${stage}-Data`),
    service: readTemplate(folder, `Darkroom-${stage}-Service`),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** All resources of one type, with their names in the template. */
export const ofType = (template: Template, type: string): [string, Resource][] =>
  Object.entries(template.Resources).filter(([, resource]) => resource.Type === type);

/** One allowing statement of a policy, its single values made lists. */
export interface Statement {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

interface Policy {
  readonly PolicyDocument: { readonly Statement: readonly RawStatement[] };
  readonly Roles?: readonly { readonly Ref: string }[];
}

interface RawStatement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

const asList = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as unknown[]) : [value];

/** What a role is allowed, over all policies attached to it. */
export function allowances(template: Template, role: string): Statement[] {
  const policies = ofType(template, 'AWS::IAM::Policy').map(
    ([, { Properties }]) => Properties as unknown as Policy,
  );
  return policies
    .filter(({ Roles }) => Roles?.some(({ Ref }) => Ref === role))
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .filter(({ Effect }) => Effect === 'Allow')
    .map(({ Action, Resource }) => ({
      actions: asList(Action).map(String),
      resources: asList(Resource).map((resource) => JSON.stringify(resource)),
    }));
}

/** The role of a function. */
export function roleOf(template: Template, name: string): string {
  const found = ofType(template, 'AWS::Lambda::Function').find(([, { Properties }]) => {
    return Properties['Description'] === `Darkroom: ${name}`;
  });
  const role = found?.[1].Properties['Role'] as { 'Fn::GetAtt': [string, string] } | undefined;
  if (role === undefined) throw new Error(`The template has no function ${name}.`);
  return role['Fn::GetAtt'][0];
}

/** Properties of the only resource of a type. */
export function only(template: Template, type: string): Resource['Properties'] {
  const found = ofType(template, type);
  if (found.length !== 1) throw new Error(`There are ${found.length} of ${type}`);
  return found[0]?.[1].Properties ?? {};
}
