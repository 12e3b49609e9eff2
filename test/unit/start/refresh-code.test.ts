import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { refreshCode } from '../../../local/start/refresh-code.ts';
import { aFolder } from './a-folder.ts';

function anAssembly() {
  const [assembly, bundles] = [aFolder(), aFolder()];
  const files: Record<string, unknown> = {};
  for (const [id, name, construct] of [
    ['aaa', 'create-task', 'CreateTask'],
    ['bbb', 'read-tasks', 'ReadTasks'],
  ] as const) {
    for (const folder of [join(assembly, `asset.${id}`), join(bundles, name)]) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'index.js'), name);
    }
    files[id] = { displayName: `${construct}/Code`, source: { path: `asset.${id}` } };
  }
  writeFileSync(join(assembly, 'a.assets.json'), JSON.stringify({ files }));
  writeFileSync(join(assembly, 'a.template.json'), JSON.stringify({ one: 'aaa.zip', two: 'bbb.zip' }));
  const names: Readonly<Record<string, string>> = { CreateTask: 'create-task', ReadTasks: 'read-tasks' };
  return { assembly, bundles, refresh: () => refreshCode(assembly, bundles, (id) => names[id]) };
}

it('changes nothing of an assembly whose code is the same', () => {
  const { assembly, refresh } = anAssembly();
  expect(refresh()).toBe(0);
  expect(readFileSync(join(assembly, 'a.template.json'), 'utf8')).toContain('aaa.zip');
});

it('gives changed code a new id, wherever the old one stood, and leaves other functions alone', () => {
  const { assembly, bundles, refresh } = anAssembly();
  writeFileSync(join(bundles, 'create-task', 'index.js'), 'edited');
  expect(refresh()).toBe(1);
  const template = JSON.parse(readFileSync(join(assembly, 'a.template.json'), 'utf8')) as Record<
    string,
    string
  >;
  expect(template['two']).toBe('bbb.zip');
  const id = template['one']?.replace('.zip', '') ?? '';
  expect(readFileSync(join(assembly, `asset.${id}`, 'index.js'), 'utf8')).toBe('edited');
  expect(existsSync(join(assembly, 'asset.aaa'))).toBe(false);
  expect(refresh()).toBe(0);
});
