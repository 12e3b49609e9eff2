import type { Field, Fields, FileKind, Form } from './entry.ts';

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

function someValue(name: string, field: Field, scene: string): unknown {
  switch (field.type) {
    case 'string':
      return field.default ?? field.enum?.[0] ?? someText(name, scene, field.maxLength);
    case 'file':
      return files[field.kind ?? 'image'];
    case 'parent':
      return '0123456789abcdef0123456789abcdef';
    case 'number':
    case 'integer':
      return field.default ?? field.enum?.[0] ?? field.min ?? 1;
    case 'boolean':
      return field.default ?? false;
    case 'list':
      return Array.from({ length: field.minItems ?? 1 }, () => someValue(name, field.items, scene));
    case 'group':
      return requiredOf(field.fields, scene);
  }
}

const requiredOf = (fields: Fields, scene: string): Values =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) =>
      field.required && !field.absentOk ? [[name, someValue(name, field, scene)]] : [],
    ),
  );

/** An input that works: the form's own, or one made of the fields that have to be given. */
export const exampleOf = (form: Form): Values => form.example ?? requiredOf(form.fields, scenes[form.media]);
