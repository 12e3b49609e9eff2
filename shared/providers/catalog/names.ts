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
