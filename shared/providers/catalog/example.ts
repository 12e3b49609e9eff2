import type { Field, Fields, FileKind, Form, ListField, NumberField, TextField } from './entry.ts';

type Values = Readonly<Record<string, unknown>>;

const files: Readonly<Record<FileKind, string>> = {
  image: 'https://example.com/fox.png',
  video: 'https://example.com/boat.mp4',
  audio: 'https://example.com/voice.mp3',
};

const scenes = {
  image: 'A lighthouse at dusk, oil on canvas',
  video: 'A paper boat sails down a rainy street',
  audio: 'The lamp of the lighthouse turns all night.',
} as const;

const texts: Readonly<Record<string, string>> = {
  title: 'Night Shift',
  tags: 'piano, slow',
  negative_tags: 'drums',
  speaker_id: 'Speaker 1',
};

const someText = (name: string, scene: string, longest = Infinity): string =>
  (texts[name] ?? scene).slice(0, longest);

/** What is sent where nothing is given, or else the first choice. */
const chosen = (field: TextField | NumberField): unknown => field.default ?? field.enum?.[0];

const someNumber = (field: NumberField): unknown => chosen(field) ?? field.min ?? 1;

function someValue(name: string, field: Field, scene: string): unknown {
  switch (field.type) {
    case 'string':
      return chosen(field) ?? someText(name, scene, field.maxLength);
    case 'file':
      return files[field.kind ?? 'image'];
    case 'parent':
      return '0123456789abcdef0123456789abcdef';
    case 'number':
    case 'integer':
      return someNumber(field);
    case 'boolean':
      return field.default ?? false;
    case 'list':
      return someList(name, field, scene);
    case 'group':
      return requiredOf(field.fields, scene);
  }
}

function someList(name: string, { minItems = 1, items }: ListField, scene: string): unknown[] {
  return Array.from({ length: minItems }, () => someValue(name, items, scene));
}

const requiredOf = (fields: Fields, scene: string): Values =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) =>
      field.required && !field.absentOk ? [[name, someValue(name, field, scene)]] : [],
    ),
  );

/** An input that works: the form's own, or one made of the fields that have to be given. */
export const exampleOf = (form: Form): Values => form.example ?? requiredOf(form.fields, scenes[form.media]);
