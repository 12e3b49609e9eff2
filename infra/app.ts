import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bundleFunctions } from './bundle/bundle.ts';
import { lambdaPackages } from './bundle/native-packages.ts';
import { darkroomApp } from './darkroom.ts';
import { stagesFolder } from './stage-file.ts';

// The entry of the CDK command line (cdk.json); it takes context and output folder from there.
const root = join(import.meta.dirname, '..');
// `npm run deploy` has fetched them; other commands upload nothing.
const fetched = join(lambdaPackages, 'node_modules');
const bundles = await bundleFunctions({
  sources: join(root, 'functions'),
  into: join(root, '.build', 'functions'),
  packages: existsSync(fetched) ? fetched : undefined,
});
// The CDK command line says which region its profile means.
darkroomApp({ bundles, stages: stagesFolder, region: process.env['CDK_DEFAULT_REGION'] }).synth();
