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

const fold = (name: string): string => name.toLowerCase();
const ownNames = (entry: ModelEntry): string[] => [entry.id, ...entry.aliases];
/** The provider's ids of a model's forms. Where the entry lists them, its forms are not looked at: that would lay them out. */
export const wiresOf = (entry: ModelEntry): readonly string[] =>
  entry.wires ?? entry.forms.map(({ wire }) => wire);

const allNames = (entry: ModelEntry): string[] => [...ownNames(entry), ...wiresOf(entry)];

function matching(
  entries: readonly ModelEntry[],
  same: (candidate: string) => boolean,
): Omit<Named, 'alsoModel'> | undefined {
  const byName = entries.find((entry) => ownNames(entry).some(same));
  if (byName) return { entry: byName };
  for (const entry of entries) {
    const wire = wiresOf(entry).find(same);
    const form = wire === undefined ? undefined : entry.forms.find((candidate) => candidate.wire === wire);
    if (form) return { entry, form };
  }
  return undefined;
}

/** The model of this id, alias or wire id; the exact spelling wins over one that differs in case. */
export function findNamed(entries: readonly ModelEntry[], name: string): Named | undefined {
  const found =
    matching(entries, (candidate) => candidate === name) ??
    matching(entries, (candidate) => fold(candidate) === fold(name));
  return found && { ...found, alsoModel: ownNames(found.entry).some((own) => fold(own) === fold(name)) };
}

const isCallable = (entry: ModelEntry): boolean => entry.lifecycle.status !== 'unavailable';

/** The services that offer a model of this name: those that can be called, else those only known of. */
export function servicesOffering(entries: readonly ModelEntry[], name: string): string[] {
  const offers = [...new Set(entries.map(({ service }) => service))].flatMap((service) => {
    const named = findNamed(
      entries.filter((entry) => entry.service === service),
      name,
    );
    return named ? [named.entry] : [];
  });
  const callable = offers.filter(isCallable);
  return (callable.length > 0 ? callable : offers).map(({ service }) => service);
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

/** The model of this name at this service. Refuses unknown names and services that do not offer the model. */
export function modelAt(entries: readonly ModelEntry[], service: string, name: string): Named {
  const named = findNamed(
    entries.filter((entry) => entry.service === service),
    name,
  );
  if (named && isCallable(named.entry)) return named;
  const services = servicesOffering(entries, name);
  if (services.length === 0) refuseUnknown(entries, name);
  const others = services.filter((other) => other !== service);
  const reason = named?.entry.lifecycle.reason ?? `${service} does not offer ${name}.`;
  const hint = others.length > 0 ? ` It is offered by ${others.join(', ')}.` : '';
  throw new Failure('incompatible_service', `${reason}${hint}`, {
    errors: [{ path: '/service', message: `does not offer ${name}` }],
    extra: { services: others },
  });
}
