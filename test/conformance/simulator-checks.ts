import type { Form } from '#providers/catalog/entry.ts';
import { exampleOf } from '#providers/catalog/example.ts';
import { without } from '#providers/catalog/layout.ts';
import { isUnpriced } from '#providers/catalog/price.ts';
import { isNeeded } from './breaches.ts';
import { notApplicable, overEach, same, unless } from './check.ts';
import type { Check, Surroundings } from './check.ts';
import { isResult } from './conversation.ts';
import { carrier } from './fit.ts';
import { accounted } from './known-differences.ts';
import type { Input, Subject } from './subject.ts';
import { isDecided, pricedInputs, tiersFor } from './tiers.ts';
import type { Sent } from './transport.ts';
import { wireShapes } from './wire-shapes.ts';

const NOT_CALLABLE = 'it cannot be called';

interface Asked {
  readonly form: Form;
  readonly input: Input;
}

/** The request as it would go to the simulator, with a parent that it knows. */
async function sentFor(
  subject: Subject,
  { transport, simulator }: Surroundings,
  { form, input }: Asked,
): Promise<Sent> {
  const { parent } = subject.planned(form, input);
  const externalId =
    parent === undefined ? undefined : await simulator.parent(subject.entry.dialect, parent.media);
  const { wireModel, input: ready } = subject.ready(form, input, externalId);
  return transport.carry(subject.dialect.start({ wireModel, input: ready }, undefined));
}

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
      const sent = await sentFor(subject, surroundings, { form, input });
      const { code, msg } = await surroundings.simulator.take(sent);
      const isUnderWay = subject.entry.dialect === 'kie-veo-upgrade' && /processing/.test(msg);
      return unless(code === 200 || isUnderWay, `${form.wire} with ${what}: ${code} ${msg}`);
    });
  },
};

interface Change {
  readonly name: string;
  /** The fields lie within the body, below `input`. */
  readonly isNested: boolean;
  /** Nothing leaves the field out. */
  readonly value: unknown;
}

/** The request without a field, or with another value in it. */
function changed(sent: Sent, { name, isNested, value }: Change): Sent {
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
      const sent = await sentFor(subject, surroundings, { form, input });
      const isNested = wireShapes[entry.dialect]?.input === 'input';
      const { code, msg } = await surroundings.simulator.take(changed(sent, { name, isNested, value }));
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
      const sent = await sentFor(subject, surroundings, { form, input });
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
        [...new Set(outcome.outputs.filter(isResult).map(({ media }) => media))],
        [form.media],
      );
    });
  },
};

/** The entry held against what the simulator does. */
export const simulatorChecks: readonly Check[] = [isTaken, refusesAlike, costsAlike, livesThere];
