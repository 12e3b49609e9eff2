import type { Field, Form } from '#providers/entry.ts';
import { exampleOf } from '#providers/example.ts';
import { without } from '#providers/layout.ts';
import { isUnpriced } from '#providers/price.ts';
import { isNeeded } from './breaches.ts';
import { notApplicable, overEach, same, unless } from './check.ts';
import type { Check, Surroundings, Verdict } from './check.ts';
import { carrier } from './fit.ts';
import { accounted } from './known-differences.ts';
import type { Aspect } from './known-differences.ts';
import type { KnownField, KnownInput } from './simulator.ts';
import type { Input, Subject } from './subject.ts';
import { isDecided, pricedInputs, tiersFor } from './tiers.ts';
import type { Sent } from './transport.ts';
import { wireShapes } from './wire-shapes.ts';

const NOT_CALLABLE = 'it cannot be called';

/** Written down where no callback can be taken for a field. */
async function sentFor(
  subject: Subject,
  { transport, simulator }: Surroundings,
  form: Form,
  input: Input,
): Promise<Sent> {
  const { parent } = subject.planned(form, input);
  const externalId =
    parent === undefined ? undefined : await simulator.parent(subject.entry.dialect, parent.media);
  const { wireModel, input: ready } = subject.ready(form, input, externalId);
  return transport.carry(subject.dialect.start({ wireModel, input: ready }, undefined));
}

/** Fields that the body carries for the protocol, not for the model. */
const protocolFields = new Set(['model', 'taskType', 'callBackUrl']);

const wireFields = (form: Form): Record<string, Field> =>
  Object.fromEntries(Object.entries(form.fields).filter(([name]) => name !== form.jobsField));

/** Held against what the simulator's own pages say of each form. */
const agrees =
  (aspect: Aspect, compare: (form: Form, known: KnownInput) => readonly string[]) =>
  (subject: Subject, { simulator }: Surroundings): Promise<Verdict> =>
    overEach(subject.forms, NOT_CALLABLE, async (form) => {
      const known = await simulator.inputOf(form.wire);
      if (known === undefined) return [`the simulator has no ${form.wire}`];
      return compare(form, known).flatMap((name) => accounted(aspect, form.wire, name));
    });

/** The names under which a field may stand on the simulator's pages. */
const namesOf = (name: string, field: Field): string[] => [
  name,
  ...(field.spellings ?? []).map((one) => one.name),
];

const pairs = (form: Form, known: KnownInput): { name: string; field: Field; there: KnownField }[] =>
  Object.entries(wireFields(form)).flatMap(([name, field]) => {
    const there = namesOf(name, field).flatMap((one) => known.fields[one] ?? [])[0];
    return there === undefined ? [] : [{ name, field, there }];
  });

function fieldDifferences(form: Form, known: KnownInput): string[] {
  const ours = Object.entries(wireFields(form));
  const taken = new Set(ours.flatMap(([name, field]) => namesOf(name, field)));
  const theirs = Object.keys(known.fields).filter((name) => !protocolFields.has(name) && !taken.has(name));
  const own = ours.filter(
    ([name, field]) => !namesOf(name, field).some((one) => known.fields[one] !== undefined),
  );
  return [...theirs.map((name) => `${name} is missing`), ...own.map(([name]) => `${name} is not there`)];
}

const requirementDifferences = (form: Form, known: KnownInput): string[] =>
  pairs(form, known).flatMap(({ name, field }) => {
    const isThere = namesOf(name, field).some((one) => known.required.includes(one));
    // What is always filled in may be required.
    const isHere = field.required === true || (isThere && 'default' in field && field.default !== undefined);
    return isThere === isHere ? [] : [`${name} is ${isThere ? '' : 'not '}required there`];
  });

const wordsOf = (field: Field): readonly unknown[] => ('enum' in field && field.enum) || [];

const choiceDifferences = (form: Form, known: KnownInput): string[] =>
  pairs(form, known).flatMap(({ name, field, there }) => {
    const ours = wordsOf(field).map(String);
    const theirs = (there.enum ?? []).map(String);
    if (theirs.length === 0 || (ours.length === 0 && field.type !== 'string')) return [];
    const missing = theirs.filter((word) => !ours.includes(word));
    const invented = ours.filter((word) => !theirs.includes(word));
    const isSame = missing.length === 0 && invented.length === 0;
    return isSame
      ? []
      : [`${name} lacks ${missing.join(' ') || 'nothing'}, adds ${invented.join(' ') || 'nothing'}`];
  });

interface Limits {
  readonly [name: string]: number | undefined;
}

function limitsOf(field: Field): Limits {
  switch (field.type) {
    case 'string':
      return { maxLength: field.maxLength, minLength: field.minLength };
    case 'number':
    case 'integer':
      return { minimum: field.min, maximum: field.max };
    case 'list':
      return { minItems: field.minItems ?? (field.required ? 1 : undefined), maxItems: field.maxItems };
    default:
      return {};
  }
}

/** A least of nothing or of one goes without saying. */
const isTold = (name: string, limit: number | undefined): limit is number =>
  limit !== undefined && !(name.startsWith('min') && name !== 'minimum' && limit <= 1);

const limitDifferences = (form: Form, known: KnownInput): string[] =>
  pairs(form, known).flatMap(({ name, field, there }) =>
    Object.entries(limitsOf(field)).flatMap(([limit, ours]) => {
      const theirs: number | undefined = there[limit as 'minimum'];
      if (wordsOf(field).length > 0 || (there.enum ?? []).length > 0) return [];
      const isSame =
        (isTold(limit, ours) ? ours : undefined) === (isTold(limit, theirs) ? theirs : undefined);
      return isSame ? [] : [`${name} has ${limit} ${theirs} there, ${ours} here`];
    }),
  );

const isTaken: Check = {
  name: 'is taken by the simulator as it is sent, with each of its fields',
  fewest: 150,
  run: (subject, surroundings) => {
    const inputs = subject.forms.flatMap((form) => [
      { form, what: 'its example', input: exampleOf(form) },
      ...Object.entries(form.fields).flatMap(([name, field]) => {
        const input = carrier(form, { path: [name], name, field });
        return input === undefined ? [] : [{ form, what: name, input }];
      }),
    ]);
    surroundings.simulator.forget();
    return overEach(inputs, NOT_CALLABLE, async ({ form, what, input }) => {
      const sent = await sentFor(subject, surroundings, form, input);
      const { code, msg } = await surroundings.simulator.take(sent);
      const isUnderWay = subject.entry.dialect === 'kie-veo-upgrade' && /processing/.test(msg);
      return unless(code === 200 || isUnderWay, `${form.wire} with ${what}: ${code} ${msg}`);
    });
  },
};

/** The request without a field, or with another value in it. */
function changed(sent: Sent, name: string, isNested: boolean, value: unknown): Sent {
  const body = sent.body as Input;
  const holder = (isNested ? body['input'] : body) as Input;
  const others = without(holder, name);
  const next = value === undefined ? others : { ...others, [name]: value };
  return { ...sent, text: JSON.stringify(isNested ? { ...body, input: next } : next) };
}

interface Harm {
  readonly form: Form;
  readonly name: string;
  readonly value: unknown;
}

const harms = (forms: readonly Form[]): Harm[] =>
  forms.flatMap((form) =>
    Object.entries(form.fields).flatMap(([name, field]): Harm[] => [
      ...(isNeeded(field) && name !== form.jobsField ? [{ form, name, value: undefined }] : []),
      ...(field.type === 'string' && field.enum && name !== form.jobsField
        ? [{ form, name, value: 'no-such-word' }]
        : []),
    ]),
  );

const refusesAlike: Check = {
  name: 'is refused by the simulator, too, without a required field and with a word that is not offered',
  fewest: 140,
  run: (subject, surroundings) => {
    const { entry } = subject;
    if (entry.dialect === 'kie-veo-upgrade') return notApplicable('it has no fields that could be at fault');
    surroundings.simulator.forget();
    return overEach(harms(subject.forms), NOT_CALLABLE, async ({ form, name, value }) => {
      const field = form.fields[name];
      const input = field && carrier(form, { path: [name], name, field });
      if (input === undefined) return [`${form.wire}/${name} can never be given`];
      const sent = await sentFor(subject, surroundings, form, input);
      const isNested = wireShapes[entry.dialect]?.input === 'input';
      const { code, msg } = await surroundings.simulator.take(changed(sent, name, isNested, value));
      const isRefused = code !== 200 && (msg.startsWith(name) || code === 422);
      const told = `${name} ${value === undefined ? 'may be absent' : 'takes any word'} there`;
      return isRefused ? [] : accounted('refusals', form.wire, told);
    });
  },
};

/** The length of what is put in is known to neither: what is assumed here is not what is assumed there. */
const isAssumed = (form: Form, input: Input): boolean =>
  (form.price.assumed !== undefined && form.price.times === undefined) ||
  tiersFor(form, input).some(({ assumed }) => assumed !== undefined);

const isPricedByGuess = (form: Form, input: Input): boolean =>
  form.price.tiers.length > 0 && tiersFor(form, input).length === 0 && isDecided(form, input);

const SEVERAL = 40;

const costsAlike: Check = {
  name: 'costs at the simulator what was estimated, in every tier',
  fewest: 100,
  run: (subject, surroundings) => {
    const { simulator } = surroundings;
    const priced = subject.forms.filter(({ price }) => !isUnpriced(price));
    const known = priced.filter((form) => accounted('price', form.wire, 'any').length > 0);
    const inputs = known.flatMap((form) => {
      const all = pricedInputs(form).filter(
        (input) => !isAssumed(form, input) && !isPricedByGuess(form, input),
      );
      const stride = Math.ceil(all.length / SEVERAL);
      return all.filter((_, index) => index % stride === 0).map((input) => ({ form, input }));
    });
    simulator.forget();
    return overEach(inputs, 'its price is not known, or hangs on a file', async ({ form, input }) => {
      const plan = subject.planned(form, input);
      const sent = await sentFor(subject, surroundings, form, input);
      const { charged } = await simulator.charge(sent);
      const what = `${form.wire} for ${JSON.stringify(input).slice(0, 100)}`;
      if (isDecided(form, input)) return same(what, charged * plan.jobs, plan.estimate);
      return unless(
        charged * plan.jobs <= plan.estimate,
        `${what}: ${charged} is more than ${plan.estimate}`,
      );
    });
  },
};

const livesThere: Check = {
  name: 'ends at the simulator with files and a bill, its answers read by its own dialect',
  fewest: 150,
  run: (subject, surroundings) => {
    const { simulator, transport } = surroundings;
    simulator.forget();
    return overEach(subject.forms, NOT_CALLABLE, async (form) => {
      const { dialect } = subject;
      const plan = subject.planned(form);
      const externalId = plan.parent && (await simulator.parent(subject.entry.dialect, plan.parent.media));
      const ready = subject.ready(form, undefined, externalId);
      const begun = await simulator.take(await transport.carry(dialect.start(ready, undefined)));
      const asReply = { type: 'answered', status: 200, text: JSON.stringify(begun) } as const;
      const started = dialect.readStart(asReply, ready);
      if (started.type !== 'accepted') return [`${form.wire} was not begun: ${JSON.stringify(started)}`];
      await simulator.finish();
      const answer = await simulator.take(
        await transport.carry(dialect.check(started.externalId, form.wire)),
      );
      const outcome = dialect.readCheck(
        { type: 'answered', status: 200, text: JSON.stringify(answer) },
        form.media,
      );
      if (outcome.type !== 'succeeded') return [`${form.wire}: ${JSON.stringify(outcome)}`];
      return same(
        `${form.wire} makes`,
        [...new Set(outcome.outputs.map(({ media }) => media))],
        [form.media],
      );
    });
  },
};

export const simulatorChecks: readonly Check[] = [
  { name: 'has the fields that the simulator knows', fewest: 150, run: agrees('fields', fieldDifferences) },
  {
    name: 'requires what the simulator requires',
    fewest: 150,
    run: agrees('requirements', requirementDifferences),
  },
  {
    name: 'offers the words that the simulator knows',
    fewest: 150,
    run: agrees('choices', choiceDifferences),
  },
  { name: 'has the limits that the simulator knows', fewest: 150, run: agrees('limits', limitDifferences) },
  isTaken,
  refusesAlike,
  costsAlike,
  livesThere,
];
