import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';
import type { Service } from '#providers/service.ts';
import type * as Production from '#providers/services.ts';
import { bundleFunctions } from './bundle/bundle.ts';
import { readContext } from './command-line.ts';
import { darkroomApp } from './darkroom.ts';
import { stagesFolder } from './stage-file.ts';

export interface SynthesisOptions {
  readonly outDir: string;
  readonly stage: string;
  /** Further settings; `settings.ts` lists them. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** The folder with a file of settings for each stage; absent: `context` alone says what is chosen. */
  readonly stages?: string;
  /** Where the functions are and where their bundles go; tests bring their own. */
  readonly sources?: string;
  readonly buildDir?: string;
  /** A module in place of `shared/providers/services.ts`, exporting the same; tests bring services of their own. */
  readonly services?: string;
  /** Further plugins of the bundler; only tests have some. */
  readonly plugins?: readonly Plugin[];
  /** False skips the rule packs; the template is the same. */
  readonly checked?: boolean;
}

const root = join(import.meta.dirname, '..');

/** Bundles the functions and writes the cloud assembly, with neither account nor network. */
export async function synthesize(options: SynthesisOptions): Promise<void> {
  const bundles = await bundleFunctions({
    sources: options.sources ?? join(root, 'functions'),
    into: options.buildDir ?? join(root, '.build', 'functions'),
    services: options.services,
    plugins: options.plugins,
  });
  const context = { ...options.context, stage: options.stage };
  darkroomApp({
    bundles,
    outDir: resolve(options.outDir),
    context,
    ...(options.stages !== undefined && { stages: options.stages }),
    checked: options.checked ?? true,
    ...(options.services !== undefined && { services: await servicesIn(options.services) }),
  }).synth();
}

async function servicesIn(module: string): Promise<readonly Service[]> {
  const { services } = (await import(pathToFileURL(module).href)) as typeof Production;
  return services;
}

async function main(): Promise<void> {
  const context = readContext(process.argv.slice(2));
  const outDir = join(root, 'cdk.out');
  await synthesize({ outDir, stage: context['stage'] ?? 'dev', context, stages: stagesFolder });
  console.log(`Synthesised into ${relative(process.cwd(), outDir) || '.'}`);
}

if (import.meta.main) await main();
