import { Failure } from '#domain/error.ts';
import type { Form, ModelEntry } from './entry.ts';

import { nearestNames } from './nearest.ts';

/** A model, and the form where the name was a wire id. */
export interface Named {
  readonly entry: ModelEntry;
  readonly form?: Form;
  /** The name is also the model's own (`veo3` and VEO3): then another form may still be selected. */
  readonly alsoModel: boolean;
}

/** In one case, and with a dash for every dot, blank or other sign: pages and people do not agree on these. */
const plain = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9/]+/g, '-')
    .replaceAll(/^-|-$/g, '');
const squashed = (name: string): string => plain(name).replaceAll(/[-/]/g, '');

/** How a typed name is compared with one that a model has. */
type Comparison = (typed: string, known: string, entry: ModelEntry) => boolean;

/** The part before the slash, and the part behind it; all of a name without one is the part behind it. */
function parted(name: string): { readonly vendor?: string; readonly rest: string } {
  const slash = name.indexOf('/');
  return slash === -1 ? { rest: name } : { vendor: name.slice(0, slash), rest: name.slice(slash + 1) };
}

/** The same, though one of the two names the vendor. Whose model it is is asked last: that loads the entry. */
const sameButVendor: Comparison = (typed, known, entry) => {
  const [left, right] = [parted(plain(typed)), parted(plain(known))];
  if (squashed(left.rest) !== squashed(right.rest)) return false;
  if (left.vendor === undefined || right.vendor !== undefined) return left.vendor === undefined;
  return left.vendor === plain(entry.vendor);
};

/** From the strictest on; the first by which a name means one model decides. */
const comparisons: readonly Comparison[] = [
  (typed, known) => typed === known,
  (typed, known) => typed.toLowerCase() === known.toLowerCase(),
  (typed, known) => plain(typed) === plain(known),
  (typed, known) => squashed(typed) === squashed(known),
  sameButVendor,
];
/** By the first two a name means the first that has it; the others are guesses, and must leave no choice. */
const STRICT = 2;

const ownNames = (entry: ModelEntry): string[] => [entry.id, ...entry.aliases];
/** The provider's ids of a model's forms. Where the entry lists them, its forms are not looked at: that would lay them out. */
export const wiresOf = (entry: ModelEntry): readonly string[] =>
  entry.wires ?? entry.forms.map(({ wire }) => wire);

const allNames = (entry: ModelEntry): string[] => [...ownNames(entry), ...wiresOf(entry)];

type Match = (entry: ModelEntry, name: string) => boolean;

const byOwnName = (entries: readonly ModelEntry[], isSame: Match): Named[] =>
  entries
    .filter((entry) => ownNames(entry).some((name) => isSame(entry, name)))
    .map((entry) => ({ entry, alsoModel: true }));

const byWire = (entries: readonly ModelEntry[], isSame: Match): Named[] =>
  entries.flatMap((entry) => {
    const wires = wiresOf(entry).filter((wire) => isSame(entry, wire));
    if (wires.length === 0) return []; // to look at the forms would lay them out
    return entry.forms
      .filter(({ wire }) => wires.includes(wire))
      .map((form) => ({ entry, form, alsoModel: false }));
  });

/** Those that are meant by a guess; those that cannot be called only where no other is. */
function onlyOne(found: readonly Named[]): Named | undefined {
  const callable = found.filter(({ entry }) => isCallable(entry));
  const [one, ...others] = callable.length > 0 ? callable : found;
  return others.length > 0 ? undefined : one;
}

/**
 * The model of this id, alias or wire id. The exact spelling wins over one that differs in case; after those a name is
 * taken with other signs in it, or with or without its vendor, where only one model can be meant.
 */
export function findNamed(entries: readonly ModelEntry[], name: string): Named | undefined {
  const typedAs = (own: string): boolean => own.toLowerCase() === name.toLowerCase();
  if (squashed(name) === '') return undefined;
  for (const [level, compare] of comparisons.entries()) {
    const isSame: Match = (entry, candidate) => compare(name, candidate, entry);
    const own = byOwnName(entries, isSame);
    const found = own.length > 0 ? own : byWire(entries, isSame);
    const one = level < STRICT ? found[0] : onlyOne(found);
    if (one) return { ...one, alsoModel: one.alsoModel || ownNames(one.entry).some(typedAs) };
  }
  return undefined;
}

const isCallable = (entry: ModelEntry): boolean => entry.lifecycle.status !== 'unavailable';

/** The services at which a model of this name can be called; `isOpen` says whether one that is retired can. */
export function servicesOffering(
  entries: readonly ModelEntry[],
  name: string,
  isOpen: (entry: ModelEntry) => boolean = isCallable,
): string[] {
  return [...new Set(entries.map(({ service }) => service))].flatMap((service) => {
    const named = findNamed(
      entries.filter((entry) => entry.service === service),
      name,
    );
    return named !== undefined && isOpen(named.entry) ? [service] : [];
  });
}

/** What can be called instead of a model that nobody offers: its successor, where that one lives. */
function insteadOf(entries: readonly ModelEntry[], { lifecycle: { successor } }: ModelEntry): string[] {
  const living = entries.filter((one) => isCallable(one) && one.lifecycle.status !== 'retired');
  return successor !== undefined && findNamed(living, successor) !== undefined ? [successor] : [];
}

function refuseUnknown(entries: readonly ModelEntry[], name: string): never {
  const offered = entries.filter(isCallable);
  const suggestions = nearestNames(name, offered.flatMap(allNames), 3);
  throw new Failure(
    'unknown_model',
    `There is no model ${JSON.stringify(name.slice(0, 100))}; did you mean ${suggestions.join(', ')}?`,
    {
      errors: [{ path: '/model', message: 'is not a model that we know' }],
      extra: { suggestions },
    },
  );
}

/** A model as it is asked for. */
export interface Asked {
  readonly service: string;
  readonly model: string;
  /** Whether a model that the provider has retired is called all the same. */
  readonly allowRetired: boolean;
}

/**
 * The model of this name at this service. Refuses unknown names, and services that do not offer the model: then only
 * services and models are named that can be called.
 */
export function modelAt(
  entries: readonly ModelEntry[],
  { service, model: name, allowRetired }: Asked,
): Named {
  const named = findNamed(
    entries.filter((entry) => entry.service === service),
    name,
  );
  if (named && isCallable(named.entry)) return named;
  const anywhere = findNamed(entries, name)?.entry;
  const known = named?.entry ?? anywhere;
  if (known === undefined) return refuseUnknown(entries, name);
  const isOpen = (entry: ModelEntry): boolean =>
    isCallable(entry) && (allowRetired || entry.lifecycle.status !== 'retired');
  const services = servicesOffering(entries, name, isOpen).filter((other) => other !== service);
  const reason = named?.entry.lifecycle.reason ?? `${service} does not offer ${name}.`;
  const errors = [{ path: '/service', message: `does not offer ${name}` }];
  if (services.length > 0) {
    const hint = `It is offered by ${services.join(', ')}.`;
    throw new Failure('incompatible_service', `${reason} ${hint}`, { errors, extra: { services } });
  }
  const suggestions = insteadOf(entries, anywhere ?? known);
  const hint = suggestions.length === 0 ? '' : ` Use ${suggestions.join(' or ')}.`;
  throw new Failure('incompatible_service', `${reason} It cannot be called at any service.${hint}`, {
    errors,
    extra: { services, suggestions },
  });
}
