import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { mkdirSync } from 'node:fs';
import { readContext } from './command-line.ts';

/** The pinned CDK command line with our app: `deploy` unless another command comes first, arguments passed on. */
export function cdkArguments(args: readonly string[]): string[] {
  const [first] = args;
  const named = first !== undefined && !first.startsWith('-');
  const command = named ? first : 'deploy';
  const rest = named ? args.slice(1) : args;
  const stage = readContext(rest)['stage'] ?? 'dev';
  const outputs = command === 'deploy' ? ['--outputs-file', `.darkroom/outputs-${stage}.json`] : [];
  const takesStacks = ['deploy', 'destroy', 'diff'].includes(command);
  const namesStacks = rest.some((argument) => argument.startsWith('Darkroom-'));
  // Under the node that runs us: the machine's own may be too old to read TypeScript.
  const app = ['--app', `"${process.execPath}" infra/app.ts`];
  return [command, ...(takesStacks && !namesStacks ? ['--all'] : []), ...app, ...outputs, ...rest];
}

async function main(): Promise<void> {
  const root = join(import.meta.dirname, '..');
  mkdirSync(join(root, '.darkroom'), { recursive: true });
  const cli = join(dirname(createRequire(import.meta.url).resolve('aws-cdk/package.json')), 'bin', 'cdk');
  const child = spawn(process.execPath, [cli, ...cdkArguments(process.argv.slice(2))], {
    cwd: root,
    stdio: 'inherit',
  });
  process.exitCode = await new Promise<number>((resolve) => {
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

if (import.meta.main) await main();
