import type { Chance } from '../engine/random.ts';

/** Random changes of a JSON text: types, names, places, codes, encodings, order, cut-offs. */

type Tree = unknown;
type Members = Record<string, Tree>;

const isMembers = (value: Tree): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const camel = (name: string): string =>
  name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

const otherNames: Readonly<Record<string, readonly string[]>> = {
  taskId: ['task_id', 'id', 'jobId', 'recordId', 'TaskId'],
  state: ['status', 'State', 'taskStatus', 'successFlag'],
  resultJson: ['result', 'response', 'output', 'resultInfoJson'],
  resultUrls: ['images', 'urls', 'result_urls', 'output', 'videoUrl'],
  failMsg: ['errorMessage', 'error', 'fail_msg'],
  failCode: ['errorCode', 'error_code'],
  msg: ['message', 'error'],
  code: ['status', 'Code'],
};
const words = [
  ...['success', 'SUCCESS', 'succeeded', 'COMPLETED', 'done', 'fail', 'failed', 'FAILURE', 'error'],
  ...['generating', 'IN_PROGRESS', 'pondering', '成功', '失败', '', ' success '],
];
const codes = [
  0,
  200,
  '200',
  201,
  400,
  401,
  404,
  422,
  429,
  430,
  451,
  455,
  500,
  501,
  505,
  531,
  550,
  'OK',
  null,
];
const oddValues: readonly Tree[] = [
  ...[null, '', ' ', 0, -1, 1.5, 1e130, 1e308, true, false, [], {}, [[]], 'null', 'undefined'],
  ...['\u0000', '\ud83e', '🦊'.repeat(300), `${'x'.repeat(499)}🦊`, 'x'.repeat(20_000), '../../x', '<html>'],
  ...['AudioSensitiveContentDetected.PolicyViolation', '内容违规', 'https://10.0.0.1/a.png', 'not a url'],
];

type Change = (chance: Chance, value: Tree, name: string) => Tree;

/** What can become of one value. */
const changes: readonly Change[] = [
  (chance) => chance.pick(oddValues),
  (_chance, value) => [value],
  (_chance, value) => ({ value }),
  (_chance, value) => JSON.stringify(value),
  (_chance, value) => JSON.stringify(JSON.stringify(value)),
  (_chance, value) => (typeof value === 'number' ? String(value) : value),
  (_chance, value) => (typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value),
  (_chance, value) => (Array.isArray(value) ? (value[0] as Tree) : value),
  (_chance, value) => ({ en: value, zh: value }),
  (chance, value, name) => (/state|status/i.test(name) ? chance.pick(words) : value),
  (chance, value, name) => (name === 'code' ? chance.pick(codes) : value),
];

function renamed(chance: Chance, name: string): string {
  const other = otherNames[name];
  if (other !== undefined && chance.happens(0.6)) return chance.pick(other);
  return chance.pick([snake, camel, (same: string) => same.toUpperCase(), (same: string) => `x_${same}`])(
    name,
  );
}

/** One member of an object renamed, left out, doubled or moved, or the order of all turned round. */
function otherMembers(chance: Chance, members: Members): Members {
  const entries = Object.entries(members);
  if (entries.length === 0) return members;
  const [name, value] = chance.pick(entries);
  const others = entries.filter(([other]) => other !== name);
  switch (chance.between(0, 4)) {
    case 0:
      return Object.fromEntries([...others, [renamed(chance, name), value]]);
    case 1:
      return Object.fromEntries(others);
    case 2:
      return Object.fromEntries([...entries, [renamed(chance, name), value]]);
    case 3:
      return {
        ...Object.fromEntries(others),
        data: { ...(isMembers(members['data']) ? members['data'] : {}), [name]: value },
      };
    default:
      return Object.fromEntries(entries.reverse());
  }
}

/** Changes one place of a tree. */
function changed(chance: Chance, tree: Tree, name = ''): Tree {
  const goesDown = chance.happens(0.65);
  if (goesDown && Array.isArray(tree) && tree.length > 0) {
    const at = chance.between(0, tree.length - 1);
    return tree.map((item: Tree, i) => (i === at ? changed(chance, item, name) : item));
  }
  if (isMembers(tree) && Object.keys(tree).length > 0) {
    if (!goesDown) return otherMembers(chance, tree);
    const inner = chance.pick(Object.keys(tree));
    return { ...tree, [inner]: changed(chance, tree[inner], inner) };
  }
  return chance.pick(changes)(chance, tree, name);
}

/** Changes of the text itself. */
const textChanges: readonly ((chance: Chance, text: string) => string)[] = [
  (chance, text) => text.slice(0, chance.between(0, text.length)),
  (_chance, text) => `\uFEFF${text}`,
  (_chance, text) => JSON.stringify(text),
  (_chance, text) => `<html><body>${text}</body></html>`,
  (_chance, text) => `${text}${text}`,
  (_chance, text) => text.replaceAll('"', "'"),
  () => '',
];

/** A text changed in one to four places; what is no JSON is changed as a text. */
export function mutated(chance: Chance, text: string): string {
  let tree: Tree;
  try {
    tree = JSON.parse(text);
  } catch {
    return chance.pick(textChanges)(chance, text);
  }
  const times = chance.between(1, 4);
  for (let i = 0; i < times; i += 1) tree = changed(chance, tree);
  const told = JSON.stringify(tree) ?? '';
  return chance.happens(0.12) ? chance.pick(textChanges)(chance, told) : told;
}
