import type { Form } from '#providers/catalog/entry.ts';
import { exampleOf } from '#providers/catalog/example.ts';
import { without } from '#providers/catalog/layout.ts';
import { pointer } from '#providers/catalog/pointer.ts';
import { breachesOf, edgesOf } from './breaches.ts';
import type { Breach, Kind } from './breaches.ts';
import { overAll, unless } from './check.ts';
import type { Check } from './check.ts';
import { breaking, carrier, carrying, fitted, satisfying } from './fit.ts';
import { placesIn, withAt } from './places.ts';
import type { Place } from './places.ts';
import type { Attempt, Input, Subject } from './subject.ts';

const NOT_CALLABLE = 'it cannot be called';

interface Case {
  readonly form: Form;
  readonly place: Place;
  readonly breach: Breach;
}

const allPlaces = (forms: readonly Form[]): { form: Form; place: Place }[] =>
  forms.flatMap((form) => placesIn(form).map((place) => ({ form, place })));

const casesOf = (forms: readonly Form[], kind: Kind, of: (place: Place) => readonly Breach[]): Case[] =>
  allPlaces(forms).flatMap(({ form, place }) =>
    of(place)
      .filter((breach) => breach.kind === kind)
      .map((breach) => ({ form, place, breach })),
  );

const at = (form: Form, place: Place): string => `${form.wire}${pointer(...place.path)}`;
const told = ({ faults, code }: Attempt): string =>
  faults.map(({ path, message }) => `${path} ${message}`).join('; ') || (code ?? 'nothing');

function refusalFaults(subject: Subject, { form, place, breach }: Case): string[] {
  const sound = carrier(form, place);
  if (sound === undefined) return [`${at(form, place)} can never be given`];
  const attempt = subject.ask(form, withAt(form, sound, { path: place.path, value: breach.value }));
  const path = pointer('input', ...place.path);
  const isNamed = attempt.faults.some((fault) => fault.path === path);
  const value = JSON.stringify(breach.value)?.slice(0, 60) ?? 'nothing';
  return unless(isNamed, `${at(form, place)} takes ${value}; refused was: ${told(attempt)}`);
}

/** A check as words: its name, to how many entries it applies at least, and why it may not apply. */
interface Told {
  readonly name: string;
  readonly fewest: number;
  readonly reason: string;
}

const refuses = (kind: Kind, { name, fewest, reason }: Told): Check => ({
  name,
  fewest,
  run: (subject) =>
    overAll(casesOf(subject.forms, kind, breachesOf), reason, (one) => refusalFaults(subject, one)),
});

function acceptanceFaults(subject: Subject, { form, place, breach }: Case): string[] {
  const input = carrying(form, place.path, breach.value);
  if (input === undefined) return [`${at(form, place)} can never be ${JSON.stringify(breach.value)}`];
  const attempt = subject.ask(form, input);
  return unless(
    attempt.plan !== undefined,
    `${at(form, place)} refuses ${JSON.stringify(breach.value)?.slice(0, 60)}: ${told(attempt)}`,
  );
}

const accepts = (kind: Kind, { name, fewest, reason }: Told): Check => ({
  name,
  fewest,
  run: (subject) =>
    overAll(casesOf(subject.forms, kind, edgesOf), reason, (one) => acceptanceFaults(subject, one)),
});

const acceptsItsExample: Check = {
  name: 'accepts its own example, by its id and by the provider’s',
  fewest: 150,
  run: (subject) =>
    overAll(subject.forms, NOT_CALLABLE, (form) => {
      const { entry } = subject;
      const chosen = entry.selector === undefined ? {} : { [entry.selector.field]: form.wire };
      const byId = subject.attempt({
        ...{ service: entry.service, model: entry.id },
        ...chosen,
        input: exampleOf(form),
      });
      const byWire = subject.ask(form, exampleOf(form));
      const isSame = JSON.stringify(byId.plan) === JSON.stringify(byWire.plan);
      return [
        ...unless(byId.plan?.wireModel === form.wire, `by id: ${byId.plan?.wireModel ?? told(byId)}`),
        ...unless(byWire.plan?.model === entry.id, `by wire id: ${byWire.plan?.model ?? told(byWire)}`),
        ...unless(isSame, 'the two differ'),
      ];
    }),
};

const canGiveEachField: Check = {
  name: 'has an accepted input for each of its fields',
  fewest: 150,
  run: (subject) =>
    overAll(allPlaces(subject.forms), NOT_CALLABLE, ({ form, place }) => {
      const input = carrier(form, place);
      if (input === undefined) return [`${at(form, place)} can never be given`];
      const attempt = subject.ask(form, input);
      return unless(attempt.plan !== undefined, `${at(form, place)}: ${told(attempt)}`);
    }),
};

const fieldNames = (subject: Subject): Set<string> =>
  new Set(subject.catalogue.flatMap(({ forms }) => forms.flatMap(({ fields }) => Object.keys(fields))));

/** Names that are fields of other models; so many of them are enough. */
function foreignFields(subject: Subject, form: Form): string[] {
  const own = new Set(
    Object.entries(form.fields).flatMap(([name, { spellings = [] }]) => [
      name,
      ...spellings.map((one) => one.name),
    ]),
  );
  const selector = subject.entry.selector?.field;
  return [...fieldNames(subject)].filter((name) => !own.has(name) && name !== selector).slice(0, 5);
}

const refusesForeignFields: Check = {
  name: 'refuses a field that nobody knows, and one of another model, each by its path',
  fewest: 150,
  run: (subject) =>
    overAll(subject.forms, NOT_CALLABLE, (form) =>
      ['no_such_field', ...foreignFields(subject, form)].flatMap((name) => {
        const attempt = subject.ask(form, { ...exampleOf(form), [name]: 'x' });
        const isNamed = attempt.faults.some(({ path }) => path === `/input/${name}`);
        return unless(isNamed, `${form.wire} takes ${name}: ${told(attempt)}`);
      }),
    ),
};

/** Inputs that meet the condition of a rule and not what it asks for. */
function violations(form: Form, { when, then, at: where }: NonNullable<Form['rules']>[number]): Input[] {
  const met = satisfying(form, exampleOf(form), when);
  const [name = ''] = Object.keys(when);
  const settled = fitted(form, met, [...Object.keys(when), ...Object.keys(then)]) ?? met;
  const free = Object.fromEntries(
    Object.entries(then).filter(([field]) => !(field in when) || field === where),
  );
  return breaking(form, name === '' ? met : settled, Object.keys(free).length > 0 ? free : then);
}

const keepsItsRules: Check = {
  name: 'refuses what breaks a rule between its fields, at the field that the rule names',
  fewest: 15,
  run: (subject) => {
    const rules = subject.forms.flatMap((form) => (form.rules ?? []).map((rule) => ({ form, rule })));
    return overAll(rules, 'it has no rules between fields', ({ form, rule }) => {
      const attempts = [...violations(form, rule), satisfying(form, exampleOf(form), rule.when)].map(
        (input) => subject.ask(form, input),
      );
      const isHeld = attempts.some(({ faults }) =>
        faults.some(({ path, message }) => path === pointer('input', rule.at) && message === rule.message),
      );
      return unless(isHeld, `${form.wire}: nothing is refused for "${rule.at} ${rule.message}"`);
    });
  },
};

const fillsInUsualValues: Check = {
  name: 'fills in the usual value of each field that is left out',
  fewest: 100,
  run: (subject) => {
    const usual = subject.forms.flatMap((form) =>
      Object.entries(form.fields).flatMap(([name, field]) =>
        'default' in field && field.default !== undefined ? [{ form, name, value: field.default }] : [],
      ),
    );
    return overAll(usual, 'no field has a usual value', ({ form, name, value }) => {
      if (name === form.jobsField) return [];
      const input = fitted(form, without(exampleOf(form), name), [name]);
      const { plan } = input === undefined ? {} : subject.ask(form, input);
      return unless(
        plan?.input[name] === value,
        `${form.wire} leaves ${name} at ${JSON.stringify(plan?.input[name])}`,
      );
    });
  },
};

export const inputChecks: readonly Check[] = [
  acceptsItsExample,
  canGiveEachField,
  refuses('absence', {
    name: 'refuses the absence of each required field, by its path',
    fewest: 150,
    reason: 'no field is required',
  }),
  refuses('choice', {
    name: 'refuses a word or a number that is not offered, by its path',
    fewest: 120,
    reason: 'no field offers a choice',
  }),
  refuses('range', {
    name: 'refuses a number beyond either end of its range, by its path',
    fewest: 60,
    reason: 'no field has a range',
  }),
  refuses('length', {
    name: 'refuses a text that is too long or too short, by its path',
    fewest: 130,
    reason: 'no text has limits',
  }),
  refuses('count', {
    name: 'refuses a list that is too long or too short, by its path',
    fewest: 60,
    reason: 'no list has limits',
  }),
  refuses('type', {
    name: 'refuses a value of another type, by its path',
    fewest: 150,
    reason: NOT_CALLABLE,
  }),
  refuses('form', {
    name: 'refuses an address that is none and a text in the wrong form',
    fewest: 100,
    reason: 'it takes no files',
  }),
  refuses('file', {
    name: 'refuses a file of the wrong kind or type, as far as its name tells',
    fewest: 90,
    reason: 'it takes no files',
  }),
  accepts('choice', {
    name: 'accepts every word and number that it offers',
    fewest: 130,
    reason: 'no field offers a choice',
  }),
  accepts('range', { name: 'accepts both ends of every range', fewest: 60, reason: 'no field has a range' }),
  accepts('length', {
    name: 'accepts the longest and the shortest text',
    fewest: 120,
    reason: 'no text has limits',
  }),
  accepts('count', {
    name: 'accepts the longest and the shortest list',
    fewest: 60,
    reason: 'no list has limits',
  }),
  refusesForeignFields,
  {
    name: 'refuses a request that says nothing of what is to be made',
    fewest: 150,
    run: (subject) =>
      overAll(subject.forms, NOT_CALLABLE, (form) =>
        unless(subject.ask(form, {}).plan === undefined, `${form.wire} takes a request without a word`),
      ),
  },
  keepsItsRules,
  fillsInUsualValues,
];
