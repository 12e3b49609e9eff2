import type { Field, Form } from '#providers/catalog/entry.ts';
import { fieldWithout, withChangedForms, contradictory, contradictoryField } from './planted-defect.ts';
import type { PlantedDefect } from './planted-defect.ts';

const text: Field = { type: 'string' };
const imagen = 'IMAGEN4';
const banana = 'nano-banana-pro';
const nextToIt = ({ fields }: Form, name: string, field: Field) => ({ fields: { ...fields, [name]: field } });

/** Models that take what they should not, or the other way round. */
export const wrongInputs: readonly PlantedDefect[] = [
  {
    what: 'an example with a field of another model',
    found: [
      'accepts its own example, by its id and by the provider’s',
      'shows an example that its schema takes, by its public name and by the provider’s',
    ],
    subject: withChangedForms(imagen, () => ({ example: { prompt: 'x', steps: 4 } })),
  },
  {
    what: 'an example of an edit that asks for another picture',
    found: ['shows in its example what it is for: the file that it works from, and words about that'],
    subject: withChangedForms('google/nano-banana-edit', ({ fields }) => ({
      fields,
      example: {
        prompt: 'A lighthouse at dusk, oil on canvas',
        image_urls: ['https://example.com/fox.png'],
      },
    })),
  },
  {
    what: 'a field that a rule forbids in every request',
    found: ['has an accepted input for each of its fields'],
    subject: withChangedForms(imagen, () => ({
      rules: [
        {
          when: { prompt: { given: true } },
          then: { seed: { given: false } },
          at: 'seed',
          message: 'is never taken',
        },
      ],
    })),
  },
  {
    what: 'a required field that is not asked for',
    found: ['refuses the absence of each required field, by its path'],
    subject: contradictoryField(
      'infinitalk/from-audio',
      'prompt',
      fieldWithout('infinitalk/from-audio', 'prompt', 'required'),
    ),
  },
  {
    what: 'a form that can be sent with nothing to make',
    found: ['refuses a request that says nothing of what is to be made'],
    subject: contradictory('z-image', () => ({
      fields: { aspect_ratio: { type: 'string', enum: ['1:1'] } },
    })),
  },
  {
    what: 'a choice that is not enforced',
    found: [
      'refuses a word or a number that is not offered, by its path',
      'takes its words in any case and sends them in the provider’s',
    ],
    subject: contradictoryField(banana, 'resolution', text),
  },
  {
    what: 'a range that is not enforced',
    found: ['refuses a number beyond either end of its range, by its path'],
    subject: contradictoryField(
      'infinitalk/from-audio',
      'seed',
      fieldWithout('infinitalk/from-audio', 'seed', 'max'),
    ),
  },
  {
    what: 'a length that is not enforced',
    found: ['refuses a text that is too long or too short, by its path'],
    subject: contradictoryField(banana, 'prompt', fieldWithout(banana, 'prompt', 'maxLength')),
  },
  {
    what: 'a count that is not enforced',
    found: ['refuses a list that is too long or too short, by its path'],
    subject: contradictoryField(banana, 'image_input', fieldWithout(banana, 'image_input', 'maxItems')),
  },
  {
    what: 'a switch that takes words',
    found: ['refuses a value of another type, by its path'],
    subject: contradictoryField('wan/2-6-text-to-video', 'multi_shots', text),
  },
  {
    what: 'an address that may be any text',
    found: ['refuses an address that is none and a text in the wrong form'],
    subject: contradictoryField('infinitalk/from-audio', 'image_url', text),
  },
  {
    what: 'a file of any kind',
    found: ['refuses a file of the wrong kind or type, as far as its name tells'],
    subject: contradictoryField(
      'infinitalk/from-audio',
      'image_url',
      fieldWithout('infinitalk/from-audio', 'image_url', 'kind'),
    ),
  },
  {
    what: 'a word that is offered and refused',
    found: ['accepts every word and number that it offers'],
    subject: contradictoryField(banana, 'resolution', { type: 'string', enum: ['1K', '2K'], default: '1K' }),
  },
  {
    what: 'an end of a range that is refused',
    found: ['accepts both ends of every range'],
    subject: contradictoryField('infinitalk/from-audio', 'seed', {
      type: 'integer',
      min: 10_001,
      max: 999_999,
    }),
  },
  {
    what: 'a longest text that is refused',
    found: ['accepts the longest and the shortest text'],
    subject: contradictoryField(banana, 'prompt', { type: 'string', required: true, maxLength: 9_999 }),
  },
  {
    what: 'a longest list that is refused',
    found: ['accepts the longest and the shortest list'],
    subject: contradictoryField(banana, 'image_input', {
      type: 'list',
      items: { type: 'file', kind: 'image' },
      maxItems: 7,
    }),
  },
  {
    what: 'a field that nobody knows and that is taken',
    found: ['refuses a field that nobody knows, and one of another model, each by its path'],
    subject: contradictoryField(banana, 'no_such_field', text),
  },
  {
    what: 'rules that nobody enforces',
    found: ['refuses what breaks a rule between its fields, at the field that the rule names'],
    subject: contradictory('VEO3', () => ({ rules: [] })),
  },
  {
    what: 'a limit to what is counted together that nobody keeps',
    found: ['refuses what is too much together, at the field that is named for it'],
    subject: contradictory('wan/2-7-r2v', () => ({ totals: [] })),
  },
  {
    what: 'a longest span that nobody keeps',
    found: ['refuses a span that is too long, or ends before it begins, at its end'],
    subject: contradictory('gemini-omni-video', () => ({ spans: [] })),
  },
  {
    what: 'a usual value that is not filled in',
    found: ['fills in the usual value of each field that is left out'],
    subject: contradictoryField(banana, 'resolution', fieldWithout(banana, 'resolution', 'default')),
  },
  {
    what: 'an older spelling that is forgotten',
    found: ['takes its older spellings and sends the newest'],
    subject: contradictoryField('VEO3', 'aspect_ratio', fieldWithout('VEO3', 'aspect_ratio', 'spellings')),
  },
  {
    what: 'an older spelling that is a field of its own',
    found: ['refuses two spellings that disagree'],
    subject: contradictory('google/nano-banana', (form) => ({
      fields: { ...nextToIt(form, 'image_size', text).fields, aspect_ratio: text },
    })),
  },
  {
    what: 'a number that is not taken as text',
    found: ['takes numbers as text and text as numbers, and sends what the provider wants'],
    subject: contradictoryField('VEO3', 'duration', fieldWithout('VEO3', 'duration', 'alsoAs')),
  },
  {
    what: 'a count of pictures that makes one',
    found: ['makes as many paid calls as are asked for where its wire form has no count'],
    subject: contradictory(imagen, ({ wire }) => ({ jobsField: `no count of ${wire}` })),
  },
];
