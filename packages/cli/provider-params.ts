import { DarkroomError, type Darkroom } from '@darkroom/client';
import type { Model, ProviderParams } from '@darkroom/client/api-types';
import { UsageError } from './context.ts';
import {
  formOf,
  imageField,
  isRecord,
  isWireId,
  wordsField,
  type Fields,
  type ModelForm,
} from './model-form.ts';

export interface Wish {
  /** What is to be made, in words; '' where a model needs none. */
  readonly prompt: string;
  readonly service: string;
  readonly model: string;
  /** `k=v` as typed. */
  readonly inputs: readonly string[];
  /** Addresses, or ids of uploads. */
  readonly images: readonly string[];
}

// What a model wants to be told and nobody types.
const defaults: Readonly<Record<string, (withImages: boolean) => Fields>> = {
  MIDJOURNEY: (withImages) => ({ taskType: withImages ? 'mj_img2img' : 'mj_txt2img' }),
};

type Catalogue = Pick<Darkroom['models'], 'get'>;

/** Builds the form that the model wants, by its own schema. */
export async function providerParams(wish: Wish, models: Catalogue): Promise<ProviderParams> {
  const { service, model } = wish;
  const known = await readModel(model, models);
  const usual = isWireId(known, model) ? {} : defaults[known?.id ?? '']?.(wish.images.length > 0);
  const given = { ...usual, ...readInputs(wish.inputs) };
  const form = formOf(known, model, given);
  const fields = { ...words(wish, form, known), ...pictures(wish, form), ...given };
  if (form.isFlat) return order({ service, model, ...fields });
  const isBeside = ([name]: [string, unknown]): boolean => form.beside.includes(name);
  const beside = Object.fromEntries(Object.entries(fields).filter(isBeside));
  const inside = Object.fromEntries(Object.entries(fields).filter((field) => !isBeside(field)));
  return order({ service, model, ...beside, input: inside });
}

// What the fields mean is for the API to judge.
const order = (fields: Fields): ProviderParams => fields as unknown as ProviderParams;

async function readModel(model: string, models: Catalogue): Promise<Model | undefined> {
  try {
    return await models.get(model);
  } catch (error) {
    if (error instanceof DarkroomError && error.status === 404) return undefined; // creating it will say what it is near to
    throw error;
  }
}

/** The words of the command line in the model's own text field: `prompt`, `text`, or the first line of a dialogue. */
function words({ prompt, model }: Wish, form: ModelForm, known: Model | undefined): Fields {
  if (prompt === '') return {};
  const field = wordsField(form);
  if (field === undefined) {
    const names = Object.keys(form.fields).join(', ');
    throw new UsageError(
      `${model} takes no words; leave them out. Its fields are ${names}: --input name=value`,
    );
  }
  if (field.member === undefined) return { [field.name]: prompt };
  // A line of a dialogue wants a voice besides: that of the model's own example.
  return { [field.name]: [{ ...firstLine(known?.example, field.name), [field.member]: prompt }] };
}

function firstLine(example: unknown, name: string): Fields {
  const input = isRecord(example) ? (example['input'] ?? example) : undefined;
  const list: unknown = isRecord(input) ? input[name] : undefined;
  const [first] = Array.isArray(list) ? (list as unknown[]) : [];
  return isRecord(first) ? first : {};
}

/** Pictures in the field that the model has for them. */
function pictures({ images }: Wish, form: ModelForm): Fields {
  if (images.length === 0) return {};
  const field = imageField(form);
  if (field === undefined)
    throw new UsageError('This model names no field for images; use --input field=url.');
  if (field.isList) return { [field.name]: images };
  if (images.length > 1) throw new UsageError(`This model takes one image, as ${field.name}.`);
  return { [field.name]: images[0] };
}

/** Reads `k=v` words: values as JSON where they parse, else as text; a dot in a key leads one level down. */
export function readInputs(typed: readonly string[]): Fields {
  const fields: Fields = {};
  for (const word of typed) {
    const equals = word.indexOf('=');
    const path = word.slice(0, Math.max(equals, 0)).split('.');
    if (equals < 1 || path.some((step) => step === '' || step === '__proto__')) {
      throw new UsageError(`--input wants name=value, not "${word}"`);
    }
    place(fields, path, readValue(word.slice(equals + 1)));
  }
  return fields;
}

function place(fields: Fields, path: readonly string[], value: unknown): void {
  const [step = '', ...rest] = path;
  if (rest.length === 0) {
    fields[step] = value;
    return;
  }
  const below = Object.hasOwn(fields, step) ? fields[step] : undefined;
  const inner: Fields = isRecord(below) ? below : {};
  fields[step] = inner;
  place(inner, rest, value);
}

function readValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
