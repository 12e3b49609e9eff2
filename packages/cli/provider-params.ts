import { ApiError } from '@darkroom/client/errors';
import type { Api } from '@darkroom/client';
import type { ProviderParams } from '@darkroom/client/types';
import { UsageError } from './context.ts';

type Fields = Record<string, unknown>;

export interface Wish {
  readonly prompt: string;
  readonly service: string;
  readonly model: string;
  /** `k=v` as typed. */
  readonly inputs: readonly string[];
  readonly images: readonly string[];
}

interface FlatForm {
  readonly images: string;
  readonly defaults: (withImages: boolean) => Fields;
}

// The models whose fields stand beside `model` and not inside `input`, with the name they give to pictures.
const flatForms: Readonly<Record<string, FlatForm>> = {
  VEO3: { images: 'imageUrls', defaults: () => ({}) },
  MIDJOURNEY: {
    images: 'fileUrls',
    defaults: (withImages) => ({ taskType: withImages ? 'mj_img2img' : 'mj_txt2img' }),
  },
};
const inputForms = ['IMAGEN4', 'SORA2'];

// Chooses the form of a model, so it stands beside `input`.
const besideInput = ['apiModel'];

type Catalogue = Pick<Api, 'readModel'>;

/** Builds the form that the model wants; what the fields mean is for the API to judge. */
export async function providerParams(wish: Wish, api: Catalogue): Promise<ProviderParams> {
  const { service, model, prompt, images } = wish;
  const fields = readInputs(wish.inputs);
  const flat = await flatFormOf(model, api);
  if (flat) {
    const pictures = images.length > 0 ? { [flat.images]: images } : {};
    return { service, model, ...flat.defaults(images.length > 0), prompt, ...pictures, ...fields };
  }
  const isBeside = ([name]: [string, unknown]): boolean => besideInput.includes(name);
  const beside = Object.fromEntries(Object.entries(fields).filter(isBeside));
  const inside = Object.fromEntries(Object.entries(fields).filter((field) => !isBeside(field)));
  const pictures = images.length > 0 ? imageFields(await api.readModel(model), images) : {};
  return { service, model, ...beside, input: { prompt, ...pictures, ...inside } };
}

// An alias has the form of its model, a wire id always the one with `input`.
async function flatFormOf(model: string, api: Catalogue): Promise<FlatForm | undefined> {
  const known = flatForms[model.toUpperCase()];
  if (known || inputForms.includes(model.toUpperCase())) return known;
  try {
    const { id, aliases = [] } = await api.readModel(model);
    return aliases.includes(model.toLowerCase()) ? flatForms[id] : undefined;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return undefined; // creating it will say what it is near to
    throw error;
  }
}

/** Reads `k=v` words: values as JSON where they parse, else as text; a dot in a key leads one level down. */
export function readInputs(words: readonly string[]): Fields {
  const fields: Fields = {};
  for (const word of words) {
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

// The catalogue's models name their pictures in a dozen ways; the model's own schema knows which.
function imageFields(model: unknown, images: readonly string[]): Fields {
  const found = findImageField(model);
  if (!found) throw new UsageError('This model names no field for images; use --input field=url.');
  if (found.list) return { [found.name]: images };
  if (images.length > 1) throw new UsageError(`This model takes one image, as ${found.name}.`);
  return { [found.name]: images[0] };
}

const imageName =
  /^(image_urls?|image_input|input_urls?|imageUrls?|fileUrls?|reference_image_urls|first_frame_url|image)$/;

function findImageField(node: unknown): { name: string; list: boolean } | undefined {
  if (Array.isArray(node)) return firstFound(node);
  if (!isRecord(node)) return undefined;
  const properties = isRecord(node['properties']) ? node['properties'] : {};
  for (const [name, schema] of Object.entries(properties)) {
    if (imageName.test(name)) return { name, list: isRecord(schema) && schema['type'] === 'array' };
  }
  return firstFound(Object.values(node));
}

function firstFound(nodes: readonly unknown[]): { name: string; list: boolean } | undefined {
  for (const node of nodes) {
    const found = findImageField(node);
    if (found) return found;
  }
  return undefined;
}

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
