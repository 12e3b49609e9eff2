import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quotesView } from '#contract/tasks/batch-answers.ts';
import { mediaOfRole } from '#domain/tasks/output-role.ts';
import { listModels } from '#providers/catalog.ts';
import type { Field, Form, ModelEntry } from '#providers/catalog/entry.ts';
import { exampleOf } from '#providers/catalog/example.ts';
import { World } from '../test-stack.ts';

let world: World;
/** The address of a picture and of a film that the world has made. */
const files = new Map<string, string>();
/** A finished task of each model that others go on from. */
const parents = new Map<string, string>();

async function prepare(
  model: string,
  media: string,
  order: Readonly<Record<string, unknown>>,
): Promise<void> {
  const task = await world.run({ service: 'KIE', model, ...order });
  parents.set(`${model} ${media}`, task.id);
  files.set(media, task.assets[0]?.url ?? '');
}

beforeAll(async () => {
  world = await World.open();
  await prepare('VEO3', 'video', { prompt: 'a paper boat' });
  await prepare('MIDJOURNEY', 'image', { taskType: 'mj_txt2img', prompt: 'a fox' });
  const fileUrls = [files.get('image')];
  await prepare('MIDJOURNEY', 'video', { taskType: 'mj_video', prompt: 'it runs', fileUrls });
});
afterAll(() => world.close());

/** The same value with files that can be fetched and tasks that exist. */
function real(field: Field | undefined, value: unknown): unknown {
  if (field?.type === 'file') return files.get(field.kind ?? 'image') ?? value;
  if (field?.type === 'parent') return parents.get(`${field.of[0]} ${field.media}`) ?? value;
  if (field?.type === 'list' && Array.isArray(value)) return value.map((item) => real(field.items, item));
  return value;
}

interface Case {
  readonly dialect: string;
  readonly wire: string;
  readonly form: Form;
  readonly entry: ModelEntry;
}

const requiresField = ({ fields }: Form, type: Field['type']): boolean =>
  Object.values(fields).some((field) => field.required && field.type === type);

/** Of each dialect a form that stands alone, and each that goes on from a task which it can make itself. */
function casesOf(dialect: string): Case[] {
  const all = listModels()
    .filter((entry) => entry.dialect === dialect && entry.forms.length > 0)
    .flatMap((entry) => entry.forms.map((form) => ({ dialect, wire: form.wire, form, entry })));
  const [first] = all.filter(({ form }) => !requiresField(form, 'parent'));
  const followUps = dialect === 'kie-jobs' ? [] : all.filter(({ form }) => requiresField(form, 'parent'));
  return [...(first === undefined ? [] : [first]), ...followUps];
}

const dialects = [...new Set(listModels().map(({ dialect }) => dialect))].filter((name) => name !== 'none');

/** Those whose records say what was taken. */
const tellsPrice: ReadonlySet<string> = new Set(['kie-jobs', 'kie-veo']);

describe('every dialect', () => {
  it('is one of at least eight', () => {
    expect(dialects.length).toBeGreaterThanOrEqual(8);
  });

  it.each(dialects.flatMap(casesOf))(
    'makes $wire of its own example in $dialect, keeps the files, and takes what it quoted',
    async ({ dialect, wire, form, entry }) => {
      const input = Object.fromEntries(
        Object.entries(exampleOf(form)).map(([name, value]) => [name, real(form.fields[name], value)]),
      );
      const providerParams = { service: entry.service, model: wire, input };
      const quotes = await world.request('POST', '/api/v1/generation/quotes', {
        body: { requests: [{ providerParams }] },
      });
      const [quote] = quotesView.parse(quotes.body).items;
      const task = await world.run(providerParams);
      expect(task).toMatchObject({ status: 'SUCCESS', model: entry.id });
      expect(task.assets.filter(({ role }) => role === 'result').length).toBeGreaterThan(0);
      for (const { url, type, role, bytes } of task.assets) {
        expect([type, bytes > 0]).toEqual([mediaOfRole(role, form.media), true]);
        expect(new URL(url).pathname).toMatch(/^\/media\/(images|videos|audios)\/generated\/ana\//);
      }
      const credits = quote?.credits;
      expect(credits).toBeTypeOf('number');
      const final = tellsPrice.has(dialect);
      expect(task.cost).toEqual({ estimatedCredits: credits, actualCredits: credits, final });
    },
  );
});
