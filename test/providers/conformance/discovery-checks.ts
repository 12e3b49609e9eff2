import { isDeepStrictEqual } from 'node:util';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import * as z from 'zod';
import { describeRequests, providerParams } from '#contract/openapi-models.ts';
import { describeModel, describeRequests as requestsOf, summarizeModel } from '#providers/describe.ts';
import type { ModelEntry } from '#providers/entry.ts';
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
  readonly params: Input;
  /** The schema has to say so too; unsaid where the schema cannot know. */
  readonly isSound: boolean | undefined;
}

/** What a file's name tells, and what another spelling makes up for, no schema says. */
const isBeyondSchemas = (kind: string, hasSpellings: boolean): boolean =>
  kind === 'file' || (kind === 'absence' && hasSpellings);

function probesOf(subject: Subject): Probe[] {
  return subject.forms.flatMap((form) =>
    placesIn(form).flatMap((place): Probe[] => {
      const sound = carrier(form, place);
      if (sound === undefined) return [];
      const { spellings } = form.fields[place.name] ?? {};
      const edges = edgesOf(place)
        .map(({ value }) => carrying(form, place.path, value))
        .filter((input) => input !== undefined);
      return [
        ...[sound, ...edges].map((input) => ({ params: subject.params(form, input), isSound: true })),
        ...breachesOf(place).map(({ kind, value }) => ({
          params: subject.params(form, withAt(form, sound, place.path, value)),
          isSound: isBeyondSchemas(kind, spellings !== undefined) ? undefined : false,
        })),
      ];
    }),
  );
}

/** A schema for each wire id, and the public one; each knows the requests that name it. */
const readersOf = (entry: ModelEntry) => {
  const ajv = aValidator();
  return requestsOf(entry).map(({ model, schema, example }) => {
    const json = z.toJSONSchema(schema, { io: 'input' });
    const validate: ValidateFunction = ajv.compile(json);
    return { model, example, validate, parse: (value: unknown) => schema.safeParse(value).success };
  });
};

const alsoTaken = (subject: Subject, { params: { model, input } }: Probe): boolean => {
  const form = subject.forms.find(({ wire }) => wire === model);
  // Older names are taken and not offered: the schema has only what is offered.
  const older =
    form === undefined ? [] : placesIn(form).flatMap(({ field }) => ('also' in field && field.also) || []);
  const text = JSON.stringify(input);
  return older.some((word) => text.includes(JSON.stringify(word)));
};

const hasSchema: Check = {
  name: 'has a JSON Schema that agrees with what is taken, on every field and every breach',
  fewest: 150,
  run: (subject) => {
    const readers = new Map(readersOf(subject.entry).map((one) => [one.model, one]));
    const isOneForm = subject.forms.length === 1;
    return overAll(probesOf(subject), NOT_CALLABLE, (probe) => {
      const { params, isSound } = probe;
      const reader =
        readers.get(String(params['model'])) ?? (isOneForm ? readers.get(subject.entry.id) : undefined);
      if (reader === undefined) return [`no schema knows ${String(params['model'])}`];
      const isValid = reader.validate(params);
      const isRight = isSound === undefined || isValid === isSound || (isSound && alsoTaken(subject, probe));
      const shown = JSON.stringify(params).slice(0, 160);
      return [
        ...same(`the schema and its JSON form on ${shown}`, isValid, reader.parse(params)),
        ...unless(isRight, `the schema ${isValid ? 'takes' : 'refuses'} ${shown}`),
      ];
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
  hasSchema,
  showsItsExample,
  isShownWhole,
  isInTheUnion,
  isReadAlone,
];
