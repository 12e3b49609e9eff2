import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks, ServerlessChecks, type NagPack } from 'cdk-nag';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleFunctions } from '../../../infra/bundle/bundle.ts';
import { explain } from '../../../infra/checks.ts';
import { darkroomApp } from '../../../infra/darkroom.ts';
import { stubFunctions, temporaryFolder } from './assembly.ts';

const folder = temporaryFolder();
let bundles: string;
beforeAll(async () => {
  const sources = stubFunctions(join(folder, 'functions'));
  bundles = await bundleFunctions({ sources, into: join(folder, 'build') });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const packs = (app: App): NagPack[] => [new AwsSolutionsChecks(app), new ServerlessChecks(app)];

const findings = (app: App): string[] =>
  packs(app).flatMap((pack) =>
    pack
      .validateScope(app)
      .violations.flatMap(({ ruleName, violatingResources }) =>
        violatingResources.map(({ constructPath }) => `${ruleName} at ${constructPath ?? '?'}`),
      ),
  );

describe('the rule packs AwsSolutions and Serverless', () => {
  it.each([
    { stage: 'dev' },
    { stage: 'prod', alarmEmail: 'on-call@example.com', trafficShift: 'canary' },
    { stage: 'r2', mediaEndpoint: 'https://account.r2.cloudflarestorage.com', mediaBucket: 'pictures' },
  ])('find nothing that is not explained in %o', (context) => {
    const app = darkroomApp({ bundles, outDir: join(folder, `cdk.out-${context.stage}`), context });
    app.synth();
    expect(findings(app)).toEqual([]);
  });

  it('do find what is not explained, and are silent once it is', () => {
    const app = new App();
    const bucket = new Bucket(new Stack(app, 'Other'), 'Careless');
    expect(findings(app)).toContain('AwsSolutions-S1 at Other/Careless/Resource');
    explain(bucket, { 'AwsSolutions-S1': 'A test.', 'AwsSolutions-S10': 'A test.' });
    expect(findings(app)).toEqual([]);
  });

  it('end a synthesis that has an unexplained finding', () => {
    const app = darkroomApp({ bundles, outDir: join(folder, 'cdk.out-careless'), context: { stage: 'dev' } });
    const data = app.node.findChild('Darkroom-dev-Data');
    new Bucket(data, 'Careless');
    expect(() => app.synth()).toThrow('server access logs disabled');
  });
});
