import { isDeepStrictEqual } from 'node:util';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import * as z from 'zod';
import { describeRequests, providerParams } from '#contract/models/described-requests.ts';
import {
  describeModel,
  describeRequests as requestsOf,
  summarizeModel,
} from '#providers/catalog/describe.ts';
import type { Form, ModelEntry } from '#providers/catalog/entry.ts';
import { readFields } from '#providers/catalog/read-input.ts';
import { breachesOf, edgesOf } from './breaches.ts';
import { notApplicable, overAll, same, unless } from './check.ts';
import type { Check } from './check.ts';
import { carrier, carrying } from './fit.ts';
import { placesIn, withAt } from './places.ts';
import type { Input, Subject } from './subject.ts';

const NOT_CALLABLE = 'it cannot be called';

/** Draft 2020-12, strictly: a keyword or a format that nobody knows is an error. */
function aValidator(): Ajv2020 {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictTypes: false, allErrors: false });
  ajv.addFormat('uri', /^https?:\/\/\S+$/);
  return ajv;
}

interface Probe {
  readonly form: Form;
  readonly input: Input;
  /** The schema has to say so too; unsaid where the schema cannot know. */
  readonly isSound: boolean | undefined;
}

/** What a file's name tells, and what another spelling makes up for, no schema says. */
const isBeyondSchemas = (kind: string, hasSpellings: boolean): boolean =>
  kind === 'file' || (kind === 'absence' && hasSpellings);

function probesOf({ forms }: Subject): Probe[] {
  return forms.flatMap((form) =>
    placesIn(form).flatMap((place): Probe[] => {
      const sound = carrier(form, place);
      if (sound === undefined) return [];
      const { spellings } = form.fields[place.name] ?? {};
      const edges = edgesOf(place)
        .map(({ value }) => carrying(form, place.path, value))
        .filter((input) => input !== undefined);
      return [
        ...[sound, ...edges].map((input) => ({ form, input, isSound: true })),
        ...breachesOf(place).map(({ kind, value }) => ({
          form,
          input: withAt(form, sound, { path: place.path, value }),
          isSound: isBeyondSchemas(kind, spellings !== undefined) ? undefined : false,
        })),
      ];
    }),
  );
}

interface Reader {
  readonly model: string;
  readonly example: Input;
  readonly validate: ValidateFunction;
  readonly parse: (value: unknown) => boolean;
}

/** One for all models: each validator compiles the language's own schema first. */
const ajv = aValidator();
const readers = new WeakMap<ModelEntry, readonly Reader[]>();

/** A schema for each wire id, and the public one; each knows the requests that name it. Compiled once. */
function readersOf(entry: ModelEntry): readonly Reader[] {
  const known = readers.get(entry);
  if (known !== undefined) return known;
  const made = requestsOf(entry).map(({ model, schema, example }): Reader => {
    const validate = ajv.compile(z.toJSONSchema(schema, { io: 'input' }));
    return { model, example, validate, parse: (value) => schema.safeParse(value).success };
  });
  readers.set(entry, made);
  return made;
}

/** Older names are taken and not offered: the schema has only what is offered. */
function isOlder({ form, input }: Probe): boolean {
  const older = placesIn(form).flatMap(({ field }) => ('also' in field && field.also) || []);
  const text = JSON.stringify(input);
  return older.some((word) => text.includes(JSON.stringify(word)));
}

function schemaFaults(reader: Reader | undefined, params: Input, { form, input, isSound }: Probe): string[] {
  const shown = JSON.stringify(params).slice(0, 160);
  if (reader === undefined) return [`no schema knows ${shown}`];
  const isValid = reader.validate(params);
  // What fields ask of each other stands in the JSON form alone: it may refuse more, as the server does.
  const isRefusedTogether = !isValid && readFields(form, input).faults.length > 0;
  return [
    ...(isRefusedTogether
      ? []
      : same(`the schema and its JSON form on ${shown}`, isValid, reader.parse(params))),
    ...unless(
      isSound === undefined || isValid === isSound,
      `the schema ${isValid ? 'takes' : 'refuses'} ${shown}`,
    ),
  ];
}

const expected = (probe: Probe): Probe => ({
  ...probe,
  isSound: probe.isSound === true && isOlder(probe) ? undefined : probe.isSound,
});

const hasSchemas: Check = {
  name: 'has a JSON Schema for each of its wire ids that agrees with what is taken, on every field and every breach',
  fewest: 150,
  run: (subject) =>
    overAll(probesOf(subject), NOT_CALLABLE, (probe) => {
      const { form, input } = probe;
      const reader = readersOf(subject.entry).find(({ model }) => model === form.wire);
      // Where the one form is called as the model is, one schema serves for both.
      const own = reader ?? readersOf(subject.entry)[0];
      return schemaFaults(own, subject.params(form, input), expected(probe));
    }),
};

const hasPublicSchema: Check = {
  name: 'has a JSON Schema under its public name that agrees with what is taken, whichever form is meant',
  fewest: 150,
  run: (subject) => {
    const { selector } = subject.entry;
    return overAll(probesOf(subject), NOT_CALLABLE, (probe) => {
      const { form, input } = probe;
      const [reader] = readersOf(subject.entry);
      const judged = expected(probe);
      // Where what is given chooses the form, one object has the fields of all: it cannot refuse what one refuses.
      const isLoose = selector?.by !== undefined && judged.isSound === false;
      return schemaFaults(
        reader,
        subject.publicParams(form, input),
        isLoose ? { ...judged, isSound: undefined } : judged,
      );
    });
  },
};

const showsItsExample: Check = {
  name: 'shows an example that its schema takes, by its public name and by the provider’s',
  fewest: 150,
  run: ({ entry }) =>
    overAll(readersOf(entry), NOT_CALLABLE, ({ model, example, validate }) =>
      unless(validate(example), `${model}: ${JSON.stringify(validate.errors)}`),
    ),
};

const isShownWhole: Check = {
  name: 'is shown by discovery with all that a client needs, in JSON',
  fewest: 200,
  run: ({ entry, isCallable }) => {
    const shown = describeModel(entry);
    return overAll([shown], '', () => [
      ...unless(isDeepStrictEqual(JSON.parse(JSON.stringify(shown)), shown), 'it does not fit in JSON'),
      ...same('has a schema', 'inputSchema' in shown, isCallable),
      ...same('has an example', 'example' in shown, isCallable),
      ...same(
        'its forms',
        shown.wireIds,
        entry.forms.map(({ wire }) => wire),
      ),
      ...same(
        'its prices',
        shown.forms.map(({ price }) => price.tiers.length),
        entry.forms.map(({ price }) => price.tiers.length),
      ),
      ...unless(!('inputSchema' in summarizeModel(entry)), 'a list carries its schema'),
    ]);
  },
};

const unions = new WeakMap<readonly ModelEntry[], ReturnType<typeof providerParams>>();

/** Made once for each catalogue: it compiles every model. */
function unionOf(catalogue: readonly ModelEntry[]): ReturnType<typeof providerParams> {
  const union = unions.get(catalogue) ?? providerParams(describeRequests(catalogue));
  unions.set(catalogue, union);
  return union;
}

const isInTheUnion: Check = {
  name: 'is part of the union of all requests, under each of its names',
  fewest: 150,
  run: ({ entry, catalogue }) =>
    overAll(requestsOf(entry), NOT_CALLABLE, ({ model, example }) =>
      [model, ...(model === entry.id ? entry.aliases : [])].flatMap((name) => {
        const read = unionOf(catalogue).safeParse({ ...example, model: name });
        return unless(read.success, `${name} is not: ${read.error?.message.slice(0, 200)}`);
      }),
    ),
};

/** The same catalogue, in which looking into any other model is an accident. */
const guarded = ({ entry, catalogue }: Subject): readonly ModelEntry[] =>
  catalogue.map((other) =>
    other === entry || other.wires === undefined
      ? other
      : Object.defineProperty(Object.create(other) as ModelEntry, 'forms', {
          get: () => {
            throw new Error(`${other.id} is laid out for ${entry.id}`);
          },
        }),
  );

const isReadAlone: Check = {
  name: 'is understood without any other model being laid out',
  fewest: 150,
  run: (subject) => {
    const [request] = requestsOf(subject.entry);
    if (request === undefined) return notApplicable(NOT_CALLABLE);
    const alone = subject.among(guarded(subject));
    return overAll(
      [
        request.example,
        ...requestsOf(subject.entry)
          .slice(1)
          .map(({ example }) => example),
      ],
      '',
      (example) => {
        try {
          const { plan, code } = alone.attempt(example);
          return unless(plan?.model === subject.entry.id, `it is refused: ${code}`);
        } catch (error) {
          return [error instanceof Error ? error.message : String(error)];
        }
      },
    );
  },
};

export const discoveryChecks: readonly Check[] = [
  hasSchemas,
  hasPublicSchema,
  showsItsExample,
  isShownWhole,
  isInTheUnion,
  isReadAlone,
];
