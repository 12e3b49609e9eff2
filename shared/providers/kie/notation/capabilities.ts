import type { Capability, Field, FileKind, Form } from '../../catalog/entry.ts';
import type { Media } from '../../catalog/model.ts';

const fromText = { image: 'text-to-image', video: 'text-to-video', audio: 'text-to-audio' } as const;

const fromFile: Readonly<Record<Media, Partial<Record<FileKind, Capability>>>> = {
  image: { image: 'image-to-image' },
  video: { image: 'image-to-video', video: 'video-to-video', audio: 'audio-to-video' },
  audio: { audio: 'audio-to-audio' },
};

/** What the name of a field says, whatever its type. */
const byName: readonly (readonly [RegExp, Capability])[] = [
  [/last_frame|tail_image|end_image/, 'first-and-last-frame'],
  [/^reference_image|^image_(references|input)$|elements$|Reference/, 'reference-images'],
  [/^mask|mask_urls/, 'mask'],
  [/^negative/, 'negative-prompt'],
  [/^seeds?$/, 'seed'],
  [/^(num_images|n|max_images)$/, 'batch'],
];

function kindOf(field: Field): FileKind | undefined {
  if (field.type === 'list') return kindOf(field.items);
  return field.type === 'file' ? field.kind : undefined;
}

const isText = (name: string): boolean => /^(prompt|text|lyrics|dialogue|dialogue_turns|content)$/.test(name);
const startsElsewhere = (field: Field): boolean =>
  field.required === true && (field.type === 'parent' || kindOf(field) !== undefined);

function ofField(media: Media, name: string, field: Field): (Capability | undefined)[] {
  const kind = kindOf(field);
  return [
    kind === undefined ? undefined : fromFile[media][kind],
    ...byName.map(([form, capability]) => (form.test(name) ? capability : undefined)),
    field.type === 'parent' ? 'follow-up' : undefined,
    field.type === 'boolean' && /^(sound|audio|generate_audio.*)$/.test(name) ? 'sound' : undefined,
    field.type === 'string' && /^water_?mark$/i.test(name) ? 'watermark' : undefined,
  ];
}

function ofForm({ media, fields, rules = [] }: Form): (Capability | undefined)[] {
  const entries = Object.entries(fields);
  const isFromText =
    entries.some(([name]) => isText(name)) &&
    !entries.some(([, field]) => startsElsewhere(field)) &&
    !rules.some(({ when, message }) => message.endsWith('is required') && Object.keys(when).length > 0);
  return [
    isFromText ? fromText[media] : undefined,
    ...entries.flatMap(([name, field]) => ofField(media, name, field)),
  ];
}

/** What a model can do, as far as its fields tell. */
export const capabilitiesOf = (forms: readonly Form[]): readonly Capability[] => [
  ...new Set<Capability>([
    ...forms.flatMap(ofForm).filter((capability) => capability !== undefined),
    'callback',
  ]),
];
