import { join } from 'node:path';
import { bundleDoors } from './bundle.ts';
import { darkroomApp } from './darkroom.ts';

// The entry of the CDK command line (cdk.json); it takes context and output folder from there.
const root = join(import.meta.dirname, '..');
const bundle = await bundleDoors(join(root, 'functions'), join(root, '.build', 'functions'));
darkroomApp({ bundle }).synth();
