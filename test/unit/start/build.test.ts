import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { secretId } from '../../../local/start/assembly.ts';
import { buildAssembly, fingerprintOf, firstFault } from '../../../local/start/build.ts';
import { aFolder } from './a-folder.ts';

function aCheckout(): string {
  const root = aFolder();
  for (const folder of ['infra', 'functions', 'shared/domain', 'web/reference'])
    mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, 'package-lock.json'), '{}');
  writeFileSync(join(root, 'shared', 'domain', 'a.ts'), 'one');
  return root;
}

describe('the fingerprint of the code', () => {
  it('changes with the text, the name or the versions of what the assembly is made of, and with nothing else', async () => {
    const root = aCheckout();
    const file = join(root, 'shared', 'domain', 'a.ts');
    const seen = [await fingerprintOf(root)];
    writeFileSync(join(root, 'README.md'), 'not code');
    writeFileSync(file, 'one');
    expect(await fingerprintOf(root)).toBe(seen[0]);
    writeFileSync(file, 'two');
    seen.push(await fingerprintOf(root));
    renameSync(file, join(root, 'shared', 'domain', 'b.ts'));
    seen.push(await fingerprintOf(root));
    writeFileSync(join(root, 'package-lock.json'), '{"version": 2}');
    seen.push(await fingerprintOf(root));
    expect(new Set(seen).size).toBe(4);
  });
});

describe('the cloud assembly', () => {
  it('is reused while the code is the same', async () => {
    const root = aCheckout();
    const buildDir = join(root, 'build');
    mkdirSync(join(buildDir, 'cdk.out'), { recursive: true });
    const fingerprint = await fingerprintOf(root);
    writeFileSync(join(buildDir, 'fingerprint'), fingerprint);
    const build = await buildAssembly({ root, buildDir }, new AbortController().signal);
    expect(build).toEqual({ assembly: join(buildDir, 'cdk.out'), fingerprint, reused: true });
  });

  it('names the secret of the provider', async () => {
    const folder = aFolder();
    const Resources = {
      Other: { Type: 'AWS::SecretsManager::Secret' },
      KieQueue: { Type: 'AWS::SQS::Queue' },
      Kie1A2B: { Type: 'AWS::SecretsManager::Secret' },
    };
    writeFileSync(join(folder, 'a.template.json'), JSON.stringify({}));
    await expect(secretId(folder, 'Kie')).rejects.toThrow('secret called Kie');
    writeFileSync(join(folder, 'b.template.json'), JSON.stringify({ Resources }));
    expect(await secretId(folder, 'Kie')).toBe('Kie1A2B');
  });
});

it('says in one line why code does not build', () => {
  const text =
    'The code does not build:\n✘ [ERROR] No matching export for "x"\n\n    functions/a.ts:4:21:\n      4 │ import';
  expect(firstFault(text)).toBe('✘ [ERROR] No matching export for "x" at functions/a.ts:4:21');
  expect(firstFault('\nno disk')).toBe('no disk');
});
