import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { timeouts } from '../../infra/doors.ts';
import { synthesize } from '../../infra/synth.ts';

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

/** Doors that do nothing: the template says what they may do, whatever is in them. */
export function stubDoors(folder: string, names: readonly string[] = Object.keys(timeouts)): string {
  mkdirSync(folder, { recursive: true });
  for (const name of names) {
    writeFileSync(join(folder, `${name}.ts`), `export const handler = async () => '${name}';\n`);
  }
  return folder;
}

export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'darkroom-infra-'));

const readTemplate = (folder: string, stack: string): Template =>
  JSON.parse(readFileSync(join(folder, 'cdk.out', `${stack}.template.json`), 'utf8')) as Template;

/** Both stacks of a stage, synthesised around doors that do nothing. */
export async function anAssembly(stage = 'dev', context: Record<string, string> = {}): Promise<Assembly> {
  const folder = temporaryFolder();
  await synthesize({
    outDir: join(folder, 'cdk.out'),
    stage,
    context,
    doors: stubDoors(join(folder, 'doors')),
    buildDir: join(folder, 'build'),
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

/** The role of a function, by its door. */
export function roleOf(template: Template, door: string): string {
  const found = ofType(template, 'AWS::Lambda::Function').find(([, { Properties }]) => {
    return Properties['Description'] === `Darkroom: ${door}`;
  });
  const role = found?.[1].Properties['Role'] as { 'Fn::GetAtt': [string, string] } | undefined;
  if (role === undefined) throw new Error(`No function of the template is the door ${door}.`);
  return role['Fn::GetAtt'][0];
}
