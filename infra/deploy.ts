import { spawn, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { lambdaPackages } from './bundle/native-packages.ts';
import { readContext, takeOption } from './command-line.ts';
import {
  awsCommand,
  checkConcurrency,
  deployedSettings,
  type AwsAccount,
  type AwsCommand,
} from './deployed-settings.ts';
import { describeChanges, refuseSilentDrops, settingChanges, type SettingChange } from './setting-changes.ts';
import { tellOfSettings, type SettingsTold } from './tell-audit.ts';
import { settingNames } from './settings.ts';
import { readStageFile, stagesFolder } from './stage-file.ts';
import { namedStore, storeSettings, type NamedStore } from './store-names.ts';

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

/** Fetches what cannot be bundled, for the processor that functions run on in AWS. Only a deployment needs the network. */
function fetchPackages(root: string): void {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  rmSync(lambdaPackages, { recursive: true, force: true });
  mkdirSync(lambdaPackages, { recursive: true });
  writeFileSync(join(lambdaPackages, 'package.json'), '{ "private": true }\n');
  const platform = ['--cpu=arm64', '--os=linux', '--libc=glibc'];
  const quiet = ['--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts'];
  const sharp = `sharp@${devDependencies['sharp'] ?? ''}`;
  const npm = ['install', ...platform, ...quiet, '--prefix', lambdaPackages, sharp];
  const { status } = spawnSync('npm', npm, {
    cwd: lambdaPackages,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('The packages for the media function could not be fetched.');
}

/**
 * Shows which settings a deployment changes, and refuses one that would drop any unsaid. Settings are those of the file
 * of the stage, and what the command line says over them.
 */
export function compareSettings(
  args: readonly string[],
  dropped: readonly string[],
  { stages, aws, say }: { stages: string; aws: AwsCommand; say: (text: string) => void },
): readonly SettingChange[] {
  const { stage = 'dev', ...context } = readContext(args);
  const profile = takeOption(args, '--profile').values.at(-1);
  const named = { ...readStageFile(stages, stage), ...context };
  const known = settingNames();
  const after = Object.fromEntries(
    Object.entries(named).filter(([name, value]) => known.includes(name) && value !== ''),
  );
  const account = { profile, aws };
  const before = deployedSettings(stage, account);
  if (before === undefined) say('Nothing is deployed that would say its settings.');
  const changes = settingChanges(before ?? {}, after);
  say(describeChanges(changes));
  refuseSilentDrops(changes, dropped);
  const reserved = after['reservedConcurrency'];
  if (reserved !== undefined) checkConcurrency(Number(reserved), account);
  return changes;
}

const YEAR_DAYS = 365;

/** What tells the audit of the settings that this deployment changes; nothing is told where it changes none. */
function settingsTeller(
  args: readonly string[],
  changes: readonly SettingChange[],
  reason: string | undefined,
): (action: SettingsTold['action']) => void {
  const { stage = 'dev', ...context } = readContext(args);
  const profile = takeOption(args, '--profile').values.at(-1);
  const { auditDays } = { ...readStageFile(stagesFolder, stage), ...context };
  const days = auditDays === undefined ? YEAR_DAYS : Number(auditDays);
  return (action) => {
    if (changes.length === 0) return;
    tellOfSettings({ stage, changes, action, reason, days, now: Date.now() }, { profile, aws: awsCommand });
  };
}

/** Arguments with the settings of a named store among them, but for what the command line says itself. */
export function withStore(args: readonly string[], store: NamedStore | undefined): readonly string[] {
  if (store === undefined) return args;
  const said = readContext(args);
  const settings = Object.entries(storeSettings(store)).filter(([name]) => said[name] === undefined);
  return [...args, ...settings.flatMap(([name, value]) => ['--context', `${name}=${value}`])];
}

const outputs = z.record(z.string(), z.record(z.string(), z.string()));

/** Puts the keys of the named store into its secret, by way of a file that nobody else can read and that goes at once. */
export function keepStoreKeys(
  { keys }: NamedStore,
  { stage, profile, folder, aws }: AwsAccount & { readonly stage: string; readonly folder: string },
): void {
  const deployed = outputs.parse(JSON.parse(readFileSync(join(folder, `outputs-${stage}.json`), 'utf8')));
  const secret = deployed[`Darkroom-${stage}-Data`]?.['MediaKeys'];
  if (secret === undefined) throw new Error('The deployment names no secret for the keys of the store.');
  const file = join(folder, `store-keys-${stage}.json`);
  writeFileSync(file, JSON.stringify(keys), { mode: 0o600 });
  try {
    const put = [
      'secretsmanager',
      'put-secret-value',
      '--secret-id',
      secret,
      '--secret-string',
      `file://${file}`,
    ];
    const answer = aws([...put, ...(profile === undefined ? [] : ['--profile', profile])]);
    if (answer.type === 'done') return;
    throw new Error(
      `The keys of the store were not kept in its secret. ${answer.type === 'failed' ? answer.complaint : 'The AWS command line (aws) is needed.'}`,
    );
  } finally {
    rmSync(file, { force: true });
  }
}

async function main(): Promise<void> {
  const root = join(import.meta.dirname, '..');
  mkdirSync(join(root, '.darkroom'), { recursive: true });
  const cli = join(dirname(createRequire(import.meta.url).resolve('aws-cdk/package.json')), 'bin', 'cdk');
  const { values: dropped, rest: undropped } = takeOption(process.argv.slice(2), '--drop');
  const { values: reasons, rest } = takeOption(undropped, '--reason');
  const store = namedStore(process.env);
  const args = withStore(rest, store);
  const cdk = cdkArguments(args);
  const say = (text: string): void => console.log(text);
  const changes =
    cdk[0] === 'deploy' ? compareSettings(args, dropped, { stages: stagesFolder, aws: awsCommand, say }) : [];
  const tell = settingsTeller(args, changes, reasons.at(-1));
  if (cdk[0] === 'deploy' || cdk[0] === 'diff') fetchPackages(root);
  tell('settings-deploying');
  const child = spawn(process.execPath, [cli, ...cdk], {
    cwd: root,
    stdio: 'inherit',
  });
  process.exitCode = await new Promise<number>((resolve) => {
    child.on('exit', (code) => resolve(code ?? 1));
  });
  tell(process.exitCode === 0 ? 'settings-deployed' : 'settings-not-deployed');
  if (store === undefined || cdk[0] !== 'deploy' || process.exitCode !== 0) return;
  const profile = takeOption(args, '--profile').values.at(-1);
  const stage = readContext(args)['stage'] ?? 'dev';
  keepStoreKeys(store, { stage, profile, folder: join(root, '.darkroom'), aws: awsCommand });
  say('The keys of the media store are in its secret; functions ask for them within five minutes.');
}

if (import.meta.main) {
  await main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
