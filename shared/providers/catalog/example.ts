import type { Field, Fields, FileKind, Form, ListField, NumberField, TextField } from './entry.ts';

type Values = Readonly<Record<string, unknown>>;

const files: Readonly<Record<FileKind, string>> = {
  image: 'https://example.com/fox.png',
  video: 'https://example.com/boat.mp4',
  audio: 'https://example.com/voice.mp3',
};

/** Pictures that go with another one, by the field that takes them. */
const secondPictures = [
  [/mask/, 'https://example.com/fox-mask.png'],
  [/last|end_|tail/, 'https://example.com/fox-asleep.png'],
] as const;

/** What is asked for where nothing is given to start from. */
const scenes = {
  image: 'A lighthouse at dusk, oil on canvas',
  video: 'A paper boat sails down a rainy street',
  audio: 'The lamp of the lighthouse turns all night.',
} as const;

/** … and where files are given, which it is about: the first kind that is among them. */
const changes: Readonly<Record<Form['media'], readonly (readonly [FileKind, string])[]>> = {
  image: [['image', 'Give the fox a red scarf, and leave all else as it is']],
  video: [
    ['audio', 'The fox speaks calmly and looks at us'],
    ['video', 'Make it snow on the boat'],
    ['image', 'The fox looks up and trots off through fresh snow'],
  ],
  audio: [],
};

/** The kinds of files that have to be given. */
const kindsIn = (fields: Fields): FileKind[] =>
  Object.values(fields).flatMap((field) => (field.required && !field.absentOk ? kindsOf(field) : []));

function kindsOf(field: Field): FileKind[] {
  if (field.type === 'file') return [field.kind ?? 'image'];
  if (field.type === 'list') return kindsOf(field.items);
  return field.type === 'group' ? kindsIn(field.fields) : [];
}

function sceneOf({ media, fields }: Form): string {
  const given = kindsIn(fields);
  return changes[media].find(([kind]) => given.includes(kind))?.[1] ?? scenes[media];
}

function fileFor(name: string, kind: FileKind = 'image'): string {
  const other = kind === 'image' ? secondPictures.find(([names]) => names.test(name)) : undefined;
  return other?.[1] ?? files[kind];
}

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
      return fileFor(name, field.kind);
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
export const exampleOf = (form: Form): Values => form.example ?? requiredOf(form.fields, sceneOf(form));
