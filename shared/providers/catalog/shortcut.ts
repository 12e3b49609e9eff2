import type { ModelEntry } from './entry.ts';

const camel = (name: string): string =>
  name.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** Every name under which a model takes something. */
function namesOf(entry: ModelEntry): ReadonlySet<string> {
  const fields = entry.forms.flatMap((form) => Object.entries(form.fields));
  return new Set(
    fields.flatMap(([name, field]) => [name, ...(field.spellings ?? []).map((spelling) => spelling.name)]),
  );
}

/** A request in the short form, turned into the long one, with the way back for the paths of its faults. */
export interface Unfolded {
  readonly providerParams: Readonly<Record<string, unknown>>;
  /** The place in the short form of a place in `providerParams`. */
  readonly written: (path: string) => string;
}

/**
 * Turns options in snake_case into a model's own fields. A name that the model takes as it stands is left alone; what it
 * does not know is passed on, so that the refusal names it.
 */
export function unfold(entry: ModelEntry, options: Readonly<Record<string, unknown>>): Unfolded {
  const known = namesOf(entry);
  const selector = entry.selector?.field;
  const spelled = new Map<string, string>();
  const named = (name: string): string => {
    const own = name === selector || known.has(name) ? name : camel(name);
    const meant = own === selector || known.has(own) ? own : name;
    spelled.set(meant, name);
    return meant;
  };
  const entries = Object.entries(options).map(([name, value]) => [named(name), value] as const);
  const chosen = entries.filter(([name]) => name === selector);
  const input = entries.filter(([name]) => name !== selector);
  return {
    providerParams: {
      service: entry.service,
      model: entry.id,
      ...Object.fromEntries(chosen),
      input: Object.fromEntries(input),
    },
    written: (path) => {
      const [, first = '', ...rest] = path.replace(/^\/input(?=\/)/, '').split('/');
      return ['', spelled.get(first) ?? first, ...rest].join('/');
    },
  };
}
