import { mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sharedAssembly } from '../assemblies.ts';

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
}

interface Resource {
  readonly Type: string;
  readonly Properties?: { readonly PolicyDocument?: { Statement: Statement[] } };
}

const without = ({ Action, ...more }: Statement, action: string): Statement => ({
  ...more,
  Action: [Action].flat().filter((one) => one !== action),
});

/** The assembly that stacks under test host, with one action taken from the role of one function, by its construct's id. */
export function assemblyWithout(action: string, construct: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'darkroom-narrowed-'));
  let taken = 0;
  for (const file of readdirSync(sharedAssembly)) {
    const source = join(sharedAssembly, file);
    if (!file.endsWith('.template.json')) {
      symlinkSync(source, join(folder, file));
      continue;
    }
    const template = JSON.parse(readFileSync(source, 'utf8')) as { Resources: Record<string, Resource> };
    for (const [id, { Type, Properties }] of Object.entries(template.Resources)) {
      const policy = Properties?.PolicyDocument;
      if (Type !== 'AWS::IAM::Policy' || policy === undefined || !id.startsWith(`${construct}Role`)) continue;
      taken += policy.Statement.filter(({ Action }) => [Action].flat().includes(action)).length;
      policy.Statement = policy.Statement.map((one) => without(one, action)).filter(
        ({ Action }) => Action.length > 0,
      );
    }
    writeFileSync(join(folder, file), JSON.stringify(template));
  }
  if (taken === 0) throw new Error(`${construct} is not allowed ${action}`);
  return folder;
}
