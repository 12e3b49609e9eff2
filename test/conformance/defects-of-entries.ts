import { listModels } from '#providers/catalog.ts';
import { describeRequests } from '#providers/catalog/describe.ts';
import type { Field, Form, ModelEntry } from '#providers/catalog/entry.ts';
import { Subject } from './subject.ts';
import { changed, entryOf, withChangedForms, contradictory, contradictoryField } from './planted-defect.ts';
import type { PlantedDefect } from './planted-defect.ts';

const text: Field = { type: 'string' };
const imagen = 'IMAGEN4';
const banana = 'nano-banana-pro';
const nextToIt = ({ fields }: Form, name: string, field: Field) => ({ fields: { ...fields, [name]: field } });

/** What stands before it in the catalogue goes by its name. */
function shadowed(id: string): Subject {
  const thief = { ...entryOf('z-image'), aliases: [id] };
  return new Subject(entryOf(id), [thief, ...listModels().filter((one) => one.id !== thief.id)]);
}

/** Its schema was made of other facts than those that it is held to. */
function describedOtherwise(id: string): Subject {
  const entry: ModelEntry & { forms: readonly Form[] } = { ...entryOf(id) };
  const real = entry.forms;
  entry.forms = real.map((form) => ({ ...form, fields: { ...form.fields, resolution: text } }));
  describeRequests(entry);
  entry.forms = real;
  return new Subject(
    entry,
    listModels().map((one) => (one.id === id ? entry : one)),
  );
}

/** Another model of the catalogue is laid out whenever somebody looks for a name. */
function besideAnOpenBook(id: string): Subject {
  const open = Object.defineProperty({ ...entryOf('z-image') }, 'wires', {
    get(this: ModelEntry) {
      return this.forms.map(({ wire }) => wire);
    },
  });
  return new Subject(entryOf(id), [open, ...listModels().filter((one) => one.id !== open.id)]);
}

const facts: readonly PlantedDefect[] = [
  {
    what: 'a name that leads to another model',
    found: [
      'is found by its id, its aliases and its wire ids, in any case',
      'shares no name with another model of its service',
    ],
    subject: changed('z-image', { aliases: [imagen] }),
  },
  {
    what: 'a blank in an id',
    found: [
      'has names that can stand in an address',
      'is taken by the simulator as it is sent, with each of its fields',
    ],
    subject: withChangedForms('kling-3.0/motion-control', () => ({ wire: 'kling-3.0/motion control' })),
  },
  {
    what: 'a source read yesterday',
    found: ['says where its facts come from, and when they were read'],
    subject: changed(imagen, { source: { url: 'https://docs.kie.ai/x', date: 'yesterday' } }),
  },
  {
    what: 'no form, and no reason',
    found: ['can be called, or says why not and is refused for that reason'],
    subject: changed(banana, { forms: [] }),
  },
  {
    what: 'a successor that is gone itself',
    found: ['names a living successor when it is dying'],
    subject: changed('SORA2', { lifecycle: { ...entryOf('SORA2').lifecycle, successor: 'MIDJOURNEY' } }),
  },
  {
    what: 'a retired model whose name another has taken',
    found: ['is refused with its successor once it is gone'],
    subject: shadowed('MIDJOURNEY'),
  },
  {
    what: 'a deadline before the first look',
    found: ['has a deadline, a first look and a poll profile that fit together'],
    subject: changed(imagen, { timing: { ...entryOf(imagen).timing, deadlineSeconds: 10 } }),
  },
  {
    what: 'a picture that is said to be a sound',
    found: ['makes what its entry says it makes'],
    subject: changed(imagen, { media: ['audio'] }),
  },
  {
    what: 'a seed that is not among the capabilities',
    found: ['lists the capabilities that its fields give it, and no others of that kind'],
    subject: changed(imagen, { capabilities: ['callback'] }),
  },
];

const tier = (resolution: string, credits: number) => ({ when: { resolution }, credits });

const prices: readonly PlantedDefect[] = [
  {
    what: 'a tier that costs nothing',
    found: [
      'has a price for every combination of what its price depends on: a whole number of thousandths, more than none',
    ],
    subject: withChangedForms(banana, ({ price }) => ({
      price: { ...price, tiers: [tier('1K', 18), tier('2K', 18), tier('4K', 0.0001)] },
    })),
  },
  {
    what: 'a tier that is missing',
    found: ['has a tier of its price for every request that says what decides it'],
    subject: withChangedForms(banana, ({ price }) => ({
      price: { ...price, tiers: [tier('1K', 18), tier('2K', 18)] },
    })),
  },
  {
    what: 'a price that promises too little where nothing is decided',
    found: ['is estimated at its dearest where the request leaves to the provider what decides its price'],
    subject: contradictory('qwen2-1/text-to-image', ({ price }) => ({
      price: { ...price, tiers: [{ when: { resolution: { given: false } }, credits: 0.1 }, ...price.tiers] },
    })),
  },
  {
    what: 'a tier for a word that is not offered',
    found: ['has no tier that no request can have'],
    subject: withChangedForms(banana, ({ price }) => ({
      price: { ...price, tiers: [...price.tiers, tier('8K', 48)] },
    })),
  },
  {
    what: 'a price that is known and not told',
    found: ['says so where no price is known, and promises nothing then'],
    subject: contradictory(banana, ({ price }) => ({ price: { ...price, tiers: [] } })),
  },
  {
    what: 'a length that is assumed and not priced',
    found: ['prices what it assumes where the request does not say how much'],
    subject: contradictory('infinitalk/from-audio', ({ price }) => ({ price: { ...price, assumed: 1 } })),
  },
  {
    what: 'a price of last year',
    found: ['costs at the simulator what was estimated, in every tier'],
    subject: withChangedForms(banana, ({ price }) => ({
      price: { ...price, tiers: [tier('1K', 16), tier('2K', 18), tier('4K', 24)] },
    })),
  },
  {
    what: 'a size of files that is not handed on',
    found: ['tells of each file that goes in where it stands, of what type it may be and how large'],
    subject: contradictoryField(banana, 'image_input', {
      ...{ type: 'list', maxItems: 8 },
      items: { type: 'file', kind: 'image', accept: ['image/jpeg', 'image/png', 'image/webp'] },
    }),
  },
];

const discovery: readonly PlantedDefect[] = [
  {
    what: 'a schema that was made of other facts',
    found: [
      'has a JSON Schema for each of its wire ids that agrees with what is taken, on every field and every breach',
      'has a JSON Schema under its public name that agrees with what is taken, whichever form is meant',
    ],
    subject: describedOtherwise(banana),
  },
  {
    what: 'a price that is no number',
    found: ['is shown by discovery with all that a client needs, in JSON'],
    subject: withChangedForms(banana, ({ price }) => ({ price: { ...price, tiers: [{ credits: NaN }] } })),
  },
  {
    what: 'a catalogue without it',
    found: ['is part of the union of all requests, under each of its names'],
    subject: new Subject(entryOf(banana), [entryOf('z-image')]),
  },
  {
    what: 'a neighbour that is laid out whenever a name is looked for',
    found: ['is understood without any other model being laid out'],
    subject: besideAnOpenBook('seedream-4-5'),
  },
];

const atTheSimulator: readonly PlantedDefect[] = [
  {
    what: 'a field that the provider does not know',
    found: ['has the fields that the simulator knows'],
    subject: withChangedForms(banana, (form) => nextToIt(form, 'quality', text)),
  },
  {
    what: 'a field that is required and need not be',
    found: [
      'requires what the simulator requires',
      'is refused by the simulator, too, without a required field and with a word that is not offered',
    ],
    subject: withChangedForms(banana, (form) =>
      nextToIt(form, 'output_format', { type: 'string', enum: ['png', 'jpg'], required: true }),
    ),
  },
  {
    what: 'a word that the provider does not know',
    found: [
      'offers the words that the simulator knows',
      'is taken by the simulator as it is sent, with each of its fields',
    ],
    subject: withChangedForms(banana, (form) =>
      nextToIt(form, 'resolution', { type: 'string', enum: ['8K'], default: '8K' }),
    ),
  },
  {
    what: 'a text that is longer than the provider takes',
    found: ['has the limits that the simulator knows'],
    subject: withChangedForms(banana, (form) =>
      nextToIt(form, 'prompt', { type: 'string', required: true, maxLength: 20_000 }),
    ),
  },
  {
    what: 'a wire id that nobody has',
    found: [
      'is taken by the simulator as it is sent, with each of its fields',
      'ends at the simulator with files and a bill, its answers read by its own dialect',
      'has the fields that the simulator knows',
    ],
    subject: withChangedForms(banana, () => ({ wire: 'nano-banana-prro' })),
  },
];

/** Models whose entries are wrong. */
export const wrongEntries: readonly PlantedDefect[] = [...facts, ...prices, ...discovery, ...atTheSimulator];
