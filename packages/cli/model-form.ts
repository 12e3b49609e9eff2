import type { Model } from '@darkroom/client/api-types';

export type Fields = Record<string, unknown>;

/** The form in which a model is asked for, as its JSON Schema has it. */
export interface ModelForm {
  /** True where the fields stand beside `model`, not inside `input`. */
  readonly isFlat: boolean;
  /** The fields of the model itself, by name, each with its schema. Empty where nothing is known. */
  readonly fields: Readonly<Fields>;
  readonly required: readonly string[];
  /** What stands beside `input`, such as the field that chooses among forms. */
  readonly beside: readonly string[];
}

export const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const members = (schema: unknown): Fields => {
  const properties = isRecord(schema) ? schema['properties'] : undefined;
  return isRecord(properties) ? properties : {};
};

const requiredOf = (schema: unknown): string[] => {
  const required = isRecord(schema) ? schema['required'] : undefined;
  return Array.isArray(required) ? required.map(String) : [];
};

const constOf = (schema: unknown): unknown => (isRecord(schema) ? schema['const'] : undefined);
/** What every request has beside the fields of its model. */
const envelope = ['service', 'model'];

/** Of several forms the one that a field, or the model's name, chooses; else the one that needs no choice; else the first. */
function chosen(branches: readonly unknown[], model: string, given: Readonly<Fields>): unknown {
  const selector = Object.entries(members(branches[0])).find(
    ([name, schema]) => !envelope.includes(name) && constOf(schema) !== undefined,
  )?.[0];
  if (selector === undefined) return branches[0];
  const isNamed = (branch: unknown): boolean =>
    [given[selector], model].includes(constOf(members(branch)[selector]));
  const isUsual = (branch: unknown): boolean => !requiredOf(branch).includes(selector);
  return branches.find(isNamed) ?? branches.find(isUsual) ?? branches[0];
}

/** A provider's own id has every field in `input`, whatever the model does under its name. */
export function isWireId(known: Model | undefined, model: string): boolean {
  const own = [known?.id, ...(known?.aliases ?? [])].map((name) => name?.toLowerCase());
  return known !== undefined && !own.includes(model.toLowerCase());
}

/** The form of a model under the name that it was asked for by; one of `input` alone where nothing is known of it. */
export function formOf(known: Model | undefined, model: string, given: Readonly<Fields>): ModelForm {
  const schema = known?.['inputSchema'];
  const several = isRecord(schema) ? schema['oneOf'] : undefined;
  const branch = chosen(Array.isArray(several) ? several : [schema], model, given);
  const outer = members(branch);
  const isNested = Object.hasOwn(outer, 'input');
  const body = isNested ? outer['input'] : branch;
  const fields = Object.entries(members(body)).filter(
    ([name, field]) => (isNested || !envelope.includes(name)) && constOf(field) === undefined,
  );
  const beside = isNested ? Object.keys(outer).filter((name) => ![...envelope, 'input'].includes(name)) : [];
  return {
    isFlat: !isNested && Object.keys(outer).length > 0 && !isWireId(known, model),
    fields: Object.fromEntries(fields),
    required: requiredOf(body),
    beside: beside.length > 0 ? beside : ['apiModel'],
  };
}

const wordNames = ['prompt', 'text'];
const lineNames = ['text', 'Scene', 'prompt'];

/** Where the words go: a field of the form, or the member of the items of a list. */
export function wordsField({ fields }: ModelForm): { name: string; member?: string } | undefined {
  if (Object.keys(fields).length === 0) return { name: 'prompt' };
  const name = wordNames.find((one) => Object.hasOwn(fields, one));
  if (name !== undefined) return { name };
  for (const [list, schema] of Object.entries(fields)) {
    const item = isRecord(schema) ? members(schema['items']) : {};
    const member = lineNames.find((one) => Object.hasOwn(item, one));
    if (member !== undefined) return { name: list, member };
  }
  return undefined;
}

/** True for the schema of a file's address, or of a list of them. */
function takesFiles(schema: unknown): boolean {
  if (!isRecord(schema)) return false;
  if (schema['type'] === 'array') return takesFiles(schema['items']);
  const either = schema['anyOf'];
  return schema['format'] === 'uri' || (Array.isArray(either) && either.some(takesFiles));
}

const isList = (schema: unknown): boolean => {
  if (!isRecord(schema)) return false;
  const either = schema['anyOf'];
  return schema['type'] === 'array' || (Array.isArray(either) && either.some(isList));
};

const isOld = (schema: unknown): boolean => isRecord(schema) && schema['deprecated'] === true;
const isOfOthers = (name: string): boolean => /video|audio|mask/i.test(name);

/** The field for pictures: a required one before others, one that is named so before those that only take files. */
export function imageField({ fields, required }: ModelForm): { name: string; isList: boolean } | undefined {
  const files = Object.entries(fields).filter(
    ([name, schema]) => takesFiles(schema) && !isOld(schema) && !isOfOthers(name),
  );
  const rank = (name: string): number =>
    (required.includes(name) ? 0 : 2) + (/image|frame|photo|picture/i.test(name) ? 0 : 1);
  const [best] = files.toSorted(([left], [right]) => rank(left) - rank(right));
  return best && { name: best[0], isList: isList(best[1]) };
}
