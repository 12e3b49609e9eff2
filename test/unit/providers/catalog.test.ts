import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import {
  compatibility,
  findModel,
  listModels,
  planGeneration,
  publicModel,
  requestSchemas,
} from '#providers/catalog.ts';
import { describeModel } from '#providers/catalog/describe.ts';
import { dialectNamed } from '#providers/dialects.ts';
import type { ModelEntry } from '#providers/catalog/entry.ts';
import { planFrom } from '#providers/catalog/plan.ts';

const options = { allowRetired: true, now: new Date('2026-11-20T00:00:00Z') };
const callable = listModels().filter(({ forms }) => forms.length > 0);

describe('the catalogue', () => {
  it('shows which service offers which model', () => {
    const { services, models } = compatibility();
    expect(services).toEqual(['KIE', 'GOOGLE', 'AZURE', 'OPENAI']);
    const offers = Object.fromEntries(models.map((model) => [model.id, model.services]));
    expect(offers['IMAGEN4']).toEqual({ KIE: 'active', GOOGLE: 'unavailable' });
    expect(offers['SORA2']).toEqual({ KIE: 'retired', OPENAI: 'unavailable' });
    expect(offers['DALL_E_3']).toEqual({ AZURE: 'unavailable', OPENAI: 'unavailable' });
  });

  it('has no name twice within a service', () => {
    for (const [, entries] of Map.groupBy(listModels(), ({ service }) => service)) {
      const names = entries.flatMap(({ id, aliases, forms }) => [
        id,
        ...aliases,
        ...forms.map(({ wire }) => wire).filter((wire) => wire !== id),
      ]);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('finds a model by id, alias and wire id, in any case, where it can be called', () => {
    for (const id of ['VEO3', 'veo3', 'Veo-3', 'veo3_LITE']) {
      expect(findModel(id)).toMatchObject({ id: 'VEO3', service: 'KIE' });
    }
    expect(findModel('nothing')).toBeUndefined();
  });

  it('names a successor for every model that is dying, and it lives', () => {
    for (const { lifecycle } of listModels()) {
      if (lifecycle.status !== 'retired' && lifecycle.status !== 'deprecated') continue;
      expect(['active', 'beta']).toContain(findModel(lifecycle.successor ?? '')?.lifecycle.status);
    }
  });

  it('accepts the example of every form, by its schema and by the plan', () => {
    const forms = requestSchemas();
    expect(forms.length).toBeGreaterThanOrEqual(17);
    for (const { model, schema, example } of forms) {
      expect(schema.safeParse(example).success, model).toBe(true);
      expect(() => planGeneration(example, options), model).not.toThrow();
    }
  });

  it('refuses by schema what it refuses by plan: a field of no form', () => {
    for (const { model, schema, example } of requestSchemas()) {
      expect(schema.safeParse({ ...example, no_such_field: 1 }).success, model).toBe(false);
    }
  });

  it.each([1, 2, 3, 4])(
    'describes what follows from a number of pictures (%i) as the server takes it',
    (count) => {
      const veo = findModel('VEO3');
      if (veo === undefined) throw new Error('There is no VEO3');
      const fits = new Ajv2020({ strict: false, formats: { uri: true } }).compile(
        describeModel(veo).inputSchema ?? {},
      );
      for (const duration of [4, 8])
        for (const generationType of [undefined, 'REFERENCE_2_VIDEO']) {
          const order = {
            ...{ service: 'KIE', model: 'VEO3', modelVariant: 'veo3_fast' },
            prompt: 'a fox',
            imageUrls: Array.from({ length: count }, (_, n) => `https://x.example/${String(n)}.png`),
            duration,
            ...(generationType && { generationType }),
          };
          const isTaken = count < 4 && (duration === 8 || (count < 3 && generationType === undefined));
          expect([order, fits(order)]).toEqual([order, isTaken]);
          if (isTaken) expect(() => planGeneration(order, options)).not.toThrow();
          else expect(() => planGeneration(order, options)).toThrow();
        }
    },
  );

  it('knows the dialect of every model', () => {
    for (const { dialect } of callable) {
      expect(() => dialectNamed(dialect)).not.toThrow();
    }
  });
});

describe('a model as discovery shows it', () => {
  it('has everything that a client needs to ask for it', () => {
    const shown = publicModel(findModel('IMAGEN4') ?? expect.fail('no IMAGEN4'));
    expect(shown).toMatchObject({
      id: 'IMAGEN4',
      service: 'KIE',
      media: ['image'],
      status: 'active',
      wireIds: ['google/imagen4', 'google/imagen4-fast', 'google/imagen4-ultra'],
      limits: { maxJobs: 4, deadlineSeconds: 1800 },
      expectedSeconds: 20,
      inputSchema: { $schema: 'https://json-schema.org/draft/2020-12/schema' },
    });
    expect(shown.forms[1]?.price.tiers).toEqual([{ credits: 4, usd: 0.02 }]);
    expect(() => planGeneration(shown.example, options)).not.toThrow();
  });

  it('says of each field for files how many it takes, of which types and how large', () => {
    const filesOf = (id: string) => publicModel(findModel(id) ?? expect.fail(`no ${id}`)).forms[0]?.files;
    expect(filesOf('nano-banana-pro')).toEqual([
      {
        field: 'image_input',
        required: false,
        maxFiles: 8,
        accept: ['image/jpeg', 'image/png', 'image/webp'],
        maxBytes: 30 * 1024 * 1024,
      },
    ]);
    expect(filesOf('IMAGEN4')).toEqual([]);
    const single = { field: 'image', required: true, maxFiles: 1 };
    expect(filesOf('recraft/crisp-upscale')).toMatchObject([single]);
  });

  it('fits in JSON, for every model', () => {
    for (const model of listModels()) {
      const shown = publicModel(model);
      expect(JSON.parse(JSON.stringify(shown))).toEqual(shown);
    }
  });

  it('has no schema where it cannot be called', () => {
    const known = listModels().find(({ service, id }) => service === 'GOOGLE' && id === 'IMAGEN4');
    const shown = publicModel(known ?? expect.fail('none unavailable'));
    expect(shown).not.toHaveProperty('inputSchema');
    expect(shown.lifecycle).toMatchObject({
      reason: expect.stringMatching(/Not yet reachable/) as unknown,
      sunset: '2026-08-17',
    });
  });
});

describe('a model that is not in the catalogue', () => {
  const speech: ModelEntry = {
    id: 'SPEECH',
    aliases: [],
    title: 'Speech',
    vendor: 'Somebody',
    service: 'KIE',
    dialect: 'kie-jobs',
    media: ['audio'],
    shape: 'input',
    capabilities: [],
    timing: { expectedSeconds: 5, firstLookSeconds: 10, deadlineSeconds: 1800, polls: 'quick' },
    lifecycle: { status: 'active', sunset: '2026-12-01' },
    source: { url: 'https://example.com', date: '2026-11-20' },
    forms: [
      {
        wire: 'somebody/speech',
        title: 'Speech',
        media: 'audio',
        fields: {
          text: { type: 'string', required: true, maxLength: 5000, description: 'What is said.' },
          lines: {
            type: 'list',
            description: 'Lines.',
            items: {
              type: 'group',
              description: 'A line.',
              fields: {
                voice: { type: 'string', required: true, description: 'Whose.' },
                sample: { type: 'file', description: 'How it sounds.' },
              },
            },
          },
          seed: { type: 'integer', min: 1, max: 9, special: [-1], description: 'A seed.' },
        },
        price: {
          unit: '1000 characters',
          tiers: [{ credits: 6 }],
          times: { field: 'text', by: 'characters', per: 1000 },
          source: 'x',
          date: 'x',
        },
        example: { text: 'Hello' },
      },
    ],
  };
  const ask = (input: Record<string, unknown>, now = options.now) =>
    planFrom([speech], { service: 'KIE', model: 'SPEECH', input }, { allowRetired: false, now });

  it('becomes callable by its entry alone', () => {
    expect(
      ask({ text: 'a'.repeat(1500), lines: [{ voice: 'Ana', sample: 'https://a.example/1.mp3' }], seed: -1 }),
    ).toMatchObject({
      media: 'audio',
      estimate: 9000,
      inputUrls: [{ path: '/input/lines/0/sample', url: 'https://a.example/1.mp3' }],
    });
  });

  it('is refused in its depths with the path of the fault', () => {
    expect(() => ask({ text: 'x', lines: [{ voice: 'Ana', pitch: 1 }] })).toThrow(
      expect.objectContaining({
        details: { errors: [{ path: '/input/lines/0/pitch', message: 'is not a field of this model' }] },
      }),
    );
  });

  it('is retired from its sunset on', () => {
    expect(() => ask({ text: 'x' }, new Date('2026-12-02T00:00:00Z'))).toThrow(
      expect.objectContaining({ code: 'model_retired' }),
    );
  });
});
