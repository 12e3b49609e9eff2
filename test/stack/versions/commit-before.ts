import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { allFunctions } from '../../../infra/functions.ts';
import { synthesize } from '../../../infra/synth.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const folder = join(root, '.build', 'commit-before');
const code = ['shared', 'functions'];

/** What git says, or undefined where it cannot say it: without git, without history, in a copy that is no repository. */
function git(...parts: readonly string[]): string | undefined {
  try {
    return execFileSync('git', parts, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return undefined;
  }
}

/** The newest commit whose code is another than that of the working tree. */
function commitBefore(): string | undefined {
  const isChanged = git('status', '--porcelain', '--', ...code);
  if (isChanged === undefined) return undefined;
  const last = git('rev-list', '--first-parent', '-1', 'HEAD', '--', ...code);
  if (isChanged !== '') return git('rev-parse', 'HEAD');
  return last === undefined || last === '' ? undefined : git('rev-parse', '--verify', '--quiet', `${last}^`);
}

/**
 * The folder with the code of the commit before. Undefined where there is no history, and where that commit does not
 * promise yet that it keeps what others write.
 */
export function codeBefore(): string | undefined {
  const commit = commitBefore();
  if (
    commit === undefined ||
    git('cat-file', '-e', `${commit}:shared/storage/table/row-schema.ts`) === undefined
  )
    return undefined;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const archive = join(folder, 'code.tar');
  git('archive', '--output', archive, commit, ...code, 'package.json');
  execFileSync('tar', ['-xf', archive, '-C', folder]);
  return folder;
}

/** A cloud assembly of the present template with the functions of that code. */
export async function assemblyOf(before: string): Promise<string> {
  for (const { file } of allFunctions) {
    const path = join(before, 'functions', `${file}.ts`);
    if (existsSync(path)) continue;
    // It came with the working tree: there is nothing yet that it could have done.
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, 'export const handler = async () => undefined;\n');
  }
  const outDir = join(before, 'cdk.out');
  const sources = join(before, 'functions');
  await synthesize({ outDir, stage: 'test', checked: false, sources, buildDir: join(before, 'build') });
  return outDir;
}
