import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { CloudFailure } from '../failure.ts';

const anything = z.record(z.string(), z.unknown());

const resource = z.object({
  Type: z.string(),
  Properties: anything.default({}),
  Condition: z.string().optional(),
});

const template = z.object({
  Parameters: z.record(z.string(), z.object({ Type: z.string(), Default: z.unknown() })).default({}),
  Mappings: z.record(z.string(), z.record(z.string(), anything)).default({}),
  Conditions: anything.default({}),
  Resources: z.record(z.string(), resource).default({}),
  Outputs: z
    .record(
      z.string(),
      z.object({
        Value: z.unknown(),
        Export: z.object({ Name: z.unknown() }).optional(),
        Condition: z.string().optional(),
      }),
    )
    .default({}),
  Transform: z.unknown().optional(),
});

const manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      dependencies: z.array(z.string()).default([]),
      properties: z
        .object({
          file: z.string().default(''),
          stackName: z.string().optional(),
          templateFile: z.string().default(''),
        })
        .default({ file: '', templateFile: '' }),
    }),
  ),
});

const assetManifest = z.object({
  files: z
    .record(
      z.string(),
      z.object({
        source: z.object({ path: z.string().optional(), packaging: z.string().default('file') }),
        destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
      }),
    )
    .default({}),
});

/** One synthesized stack: its template, and where on disk each asset lies, by the key it would be uploaded to. */
export interface Stack {
  readonly name: string;
  readonly template: z.infer<typeof template>;
  readonly assets: ReadonlyMap<string, string>;
}

type Artifact = z.infer<typeof manifest>['artifacts'][string];

// Read by other tools than the deployment.
const beside = new Set(['cdk:tree', 'cdk:feature-flag-report', 'aws:cdk:tree']);

/** The stacks of a cloud assembly, each after those it depends on. */
export function readAssembly(folder: string): readonly Stack[] {
  const { artifacts } = parseFile(manifest, join(folder, 'manifest.json'));
  const assets = new Map<string, string>();
  const notHosted: string[] = [];
  for (const [id, artifact] of Object.entries(artifacts)) {
    if (artifact.type === 'cdk:asset-manifest') readAssets(folder, artifact, assets);
    else if (artifact.type !== 'aws:cloudformation:stack' && !beside.has(artifact.type))
      notHosted.push(`${id} (${artifact.type})`);
  }
  if (notHosted.length > 0)
    throw new CloudFailure(
      `The cloud assembly holds artifacts that are not hosted: ${notHosted.join(', ')}.`,
    );
  return inOrder(artifacts).map(([id, artifact]) => ({
    name: artifact.properties.stackName ?? id,
    template: parseFile(template, join(folder, artifact.properties.templateFile)),
    assets,
  }));
}

function inOrder(artifacts: Record<string, Artifact>): [string, Artifact][] {
  const done = new Map<string, Artifact>();
  const visit = (id: string): void => {
    const artifact = artifacts[id];
    if (artifact === undefined || done.has(id)) return;
    for (const other of artifact.dependencies) visit(other);
    done.set(id, artifact);
  };
  for (const id of Object.keys(artifacts)) visit(id);
  return [...done].filter(([, artifact]) => artifact.type === 'aws:cloudformation:stack');
}

function readAssets(folder: string, artifact: Artifact, into: Map<string, string>): void {
  const { files } = parseFile(assetManifest, join(folder, artifact.properties.file));
  for (const { source, destinations } of Object.values(files)) {
    if (source.path === undefined) continue;
    for (const { objectKey } of Object.values(destinations)) into.set(objectKey, join(folder, source.path));
  }
}

function parseFile<T>(schema: z.ZodType<T>, file: string): T {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new CloudFailure(`${file} cannot be read as part of a cloud assembly.`, { cause });
  }
}
