import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bundleDoors, lambdaPackages } from './bundle.ts';
import { darkroomApp } from './darkroom.ts';

// The entry of the CDK command line (cdk.json); it takes context and output folder from there.
const root = join(import.meta.dirname, '..');
// `npm run deploy` has fetched them; other commands upload nothing.
const fetched = join(lambdaPackages, 'node_modules');
const packages = existsSync(fetched) ? fetched : undefined;
const bundle = await bundleDoors(join(root, 'functions'), join(root, '.build', 'functions'), packages);
darkroomApp({ bundle }).synth();
