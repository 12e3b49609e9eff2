import * as z from 'zod';
import type { Fault } from '#domain/error.ts';
import { isFiller } from '#domain/fillers.ts';
import { holds } from './condition.ts';
import type { Form, ModelEntry } from './entry.ts';
import type { Named } from './names.ts';
import { pointer } from './pointer.ts';

type Values = Readonly<Record<string, unknown>>;

const anObject = z.record(z.string(), z.unknown());

/** Where the fields of a request lie, and what lies beside them. */
export interface Laid {
  /** Nothing where `input` is missing or no object. */
  readonly raw: Values | undefined;
  readonly base: string;
  readonly selected: unknown;
  readonly selectorPath: string;
  readonly faults: readonly Fault[];
}

/** The same without these names. */
export const without = (values: Values, ...names: readonly (string | undefined)[]): Values =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));

const isSilent = (values: Values, name: string | undefined): boolean =>
  name !== undefined && isFiller(values[name]);

/** What says something of these values. */
const given = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => !isFiller(value)));

/** Finds the fields of the model: beside `model`, or in `input`. */
export function layOut(sent: Values, entry: ModelEntry): Laid {
  const params = without(sent, ...[entry.selector?.field, 'input'].filter((name) => isSilent(sent, name)));
  const selector = entry.selector?.field;
  const beside = without(params, 'service', 'model', 'input', selector);
  if (entry.shape === 'flat' && !('input' in params)) {
    const selected = selector === undefined ? undefined : params[selector];
    return { raw: beside, base: '', selected, selectorPath: pointer(selector ?? ''), faults: [] };
  }
  const raw = anObject.safeParse(params['input']).data;
  const faults = faultsOfNested(beside, params['input'], raw);
  return { base: '/input', faults, ...selectedIn(params, raw, selector) };
}

function faultsOfNested(beside: Values, input: unknown, raw: Values | undefined): Fault[] {
  const misplaced = Object.keys(beside).map((name) => ({
    path: pointer(name),
    message: 'is not known here; the fields of the model belong in /input',
  }));
  if (raw !== undefined) return misplaced;
  const message = input === undefined ? 'is required' : 'must be an object';
  return [...misplaced, { path: '/input', message }];
}

/** The selector's value, beside `input` or, where it is not there, within; the fields are what is left of `input`. */
function selectedIn(
  params: Values,
  raw: Values | undefined,
  selector: string | undefined,
): Pick<Laid, 'raw' | 'selected' | 'selectorPath'> {
  if (selector === undefined) return { raw, selected: undefined, selectorPath: pointer('') };
  if (raw === undefined || selector in params || !(selector in raw))
    return { raw, selected: params[selector], selectorPath: pointer(selector) };
  return {
    raw: without(raw, selector),
    selected: isSilent(raw, selector) ? undefined : raw[selector],
    selectorPath: pointer('input', selector),
  };
}

/** `certain` is false where the selector is at fault, so that a form had to be assumed. */
export interface Choice {
  readonly form: Form;
  readonly certain: boolean;
  readonly faults: readonly Fault[];
}

/** The form that the fields given point to, or else the selector's default. */
function usualForm({ selector, forms }: ModelEntry, raw: Values): Form | undefined {
  const fitting = selector?.by?.find(({ when }) => holds(when, raw))?.wire;
  return forms.find(({ wire }) => wire === (fitting ?? selector?.default));
}

/** The wire form that the request means: by the name of the model, by its selector, by what is given, or the usual one. */
export function chooseForm(named: Named, { raw, selected, selectorPath }: Laid): Choice {
  const { entry, form: byName } = named;
  const [first] = entry.forms;
  if (first === undefined) throw new Error(`${entry.id} has no form`);
  const usual = usualForm(entry, given(raw ?? {}));
  const wires = entry.forms.map(({ wire }) => wire);
  const fault = (message: string): Choice => ({
    form: byName ?? usual ?? first,
    certain: byName !== undefined,
    faults: [{ path: selectorPath, message }],
  });

  if (selected === undefined) {
    const form = byName ?? usual ?? (entry.selector === undefined ? first : undefined);
    return form ? { form, certain: true, faults: [] } : fault(`is required: one of ${wires.join(', ')}`);
  }
  const chosen = entry.forms.find(({ wire }) => wire === selected);
  if (chosen === undefined) return fault(`must be one of ${wires.join(', ')}`);
  if (byName && byName !== chosen && !named.alsoModel)
    return fault(`disagrees with /model, which names ${byName.wire}`);
  return { form: chosen, certain: true, faults: [] };
}

/** With the form only assumed, a fault counts where every form has the field. */
export function faultsInDoubt(entry: ModelEntry, faults: readonly Fault[]): Fault[] {
  const inAll = (name: string | undefined): boolean =>
    name !== undefined && entry.forms.every(({ fields }) => Object.hasOwn(fields, name));
  return faults.filter(({ path }) => inAll(path.split('/')[1]));
}
