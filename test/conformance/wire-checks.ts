import type { Form } from '#providers/catalog/entry.ts';
import { exampleOf } from '#providers/catalog/example.ts';
import type { Plan } from '#providers/catalog/model.ts';
import { overEach, notApplicable, same, unless } from './check.ts';
import type { Check } from './check.ts';
import { carrier, seenByRules } from './fit.ts';
import type { Input, Subject } from './subject.ts';
import type { Sent, Transport } from './transport.ts';
import { wireShapes } from './wire-shapes.ts';
import type { WireShape } from './wire-shapes.ts';

const NOT_CALLABLE = 'it cannot be called';
const CALLBACK = 'https://us.example/webhooks/kie/1';
const PARENT = 'a1b2c3';

const sortedKeys = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]): [string, unknown] => [name, sortedKeys(inner)]);
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
};

/** The input that has to arrive: what was given, usual and derived values, and the provider's name for a parent. */
function expectedInput(form: Form, input: Input): Input {
  const values = Object.entries(seenByRules(form, input)).filter(([name]) => name !== form.jobsField);
  return Object.fromEntries(
    values.map(([name, value]) => [name, form.fields[name]?.type === 'parent' ? PARENT : value]),
  );
}

interface Told {
  readonly input: Input;
  readonly callback: string | undefined;
}

function expectedBody(shape: WireShape, { wire }: Form, { input, callback }: Told): Input {
  return {
    ...shape.naming(wire),
    ...(shape.input === 'input' ? { input } : input),
    ...(shape.callback && callback !== undefined ? { callBackUrl: callback } : {}),
  };
}

const inQuery = (input: Input): Input =>
  Object.fromEntries(Object.entries(input).map(([name, value]) => [name, String(value)]));

const startOf = (subject: Subject, { wireModel, input }: Plan, callback: string | undefined) =>
  subject.dialect.start({ wireModel, input }, callback);

async function wireFaults(
  subject: Subject,
  transport: Transport,
  { form, input, callback }: { form: Form; input: Input; callback: string | undefined },
): Promise<string[]> {
  const shape = wireShapes[subject.entry.dialect];
  if (shape === undefined) return [`nothing is known of the dialect ${subject.entry.dialect}`];
  const sent = await transport.carry(startOf(subject, subject.ready(form, input, PARENT), callback));
  const { method, path } = shape.create(form.wire);
  const fields = expectedInput(form, input);
  const [body, query] =
    method === 'GET'
      ? [undefined, inQuery(fields)]
      : [expectedBody(shape, form, { input: fields, callback }), {}];
  return [
    ...same(`${form.wire}: method and path`, [sent.method, sent.path], [method, path]),
    ...same(`${form.wire}: body`, sortedKeys(sent.body), sortedKeys(body)),
    ...same(`${form.wire}: query`, sortedKeys(sent.query), sortedKeys(query)),
    ...same(`${form.wire}: key`, sent.authorization, 'Bearer a-key'),
  ];
}

const sendsWireShape: Check = {
  name: 'sends its example in exactly the provider’s shape, with the callback address and without',
  fewest: 150,
  run: (subject, { transport }) =>
    overEach(
      subject.forms.flatMap((form) => [CALLBACK, undefined].map((callback) => ({ form, callback }))),
      NOT_CALLABLE,
      ({ form, callback }) => wireFaults(subject, transport, { form, callback, input: exampleOf(form) }),
    ),
};

const sendsEveryField: Check = {
  name: 'sends every field that is given, under its own name, and nothing that was not',
  fewest: 150,
  run: (subject, { transport }) =>
    overEach(
      subject.forms.flatMap((form) =>
        Object.entries(form.fields).map(([name, field]) => ({ form, name, field })),
      ),
      NOT_CALLABLE,
      async ({ form, name, field }) => {
        const input = carrier(form, { path: [name], name, field });
        if (input === undefined) return [`${form.wire}/${name} can never be given`];
        return wireFaults(subject, transport, { form, input, callback: CALLBACK });
      },
    ),
};

const isWhole = ({ text }: Sent): boolean => text === undefined || !/undefined|\[object|NaN/.test(text);

const sendsNothingOfOurs: Check = {
  name: 'sends nothing of ours: no service, no id of our own, nothing undefined',
  fewest: 150,
  run: (subject, { transport }) =>
    overEach(subject.forms, NOT_CALLABLE, async (form) => {
      const sent = await transport.carry(startOf(subject, subject.ready(form), CALLBACK));
      const text = `${sent.text ?? ''} ${JSON.stringify(sent.query)}`;
      const ours = ['providerParams', 'parentTaskId', '"service"', '"KIE"'].filter((word) =>
        text.includes(word),
      );
      return [
        ...unless(isWhole(sent), `${form.wire} sends a hole`),
        ...unless(ours.length === 0, `${form.wire} sends ${ours.join(', ')}`),
      ];
    }),
};

const asksAfterItsJob: Check = {
  name: 'asks after its job where the provider’s pages say',
  fewest: 150,
  run: (subject, { transport }) =>
    overEach(subject.forms, NOT_CALLABLE, async (form) => {
      const { wire } = form;
      const shape = wireShapes[subject.entry.dialect];
      const plan = subject.ready(form);
      const reply = {
        type: 'answered',
        status: 200,
        text: '{"code":200,"data":{"taskId":"a1b2c3"}}',
      } as const;
      const started = subject.dialect.readStart(reply, plan);
      if (shape === undefined || started.type !== 'accepted') return [`${wire} was not begun`];
      const { externalId } = started;
      const { method, path, query, body } = await transport.carry(subject.dialect.check(externalId, wire));
      return same(wire, { method, path, query, body }, shape.ask(externalId, wire));
    }),
};

const makesJobsOfACount: Check = {
  name: 'makes as many paid calls as are asked for where its wire form has no count',
  fewest: 1,
  run: (subject) => {
    const counted = subject.forms.flatMap((form) =>
      form.jobsField === undefined ? [] : [{ form, name: form.jobsField }],
    );
    if (counted.length === 0) return notApplicable('its wire form has the count, or it makes one');
    return overEach(
      counted.flatMap((one) => [1, 2, 3, 4].map((count) => ({ ...one, count }))),
      '',
      async ({ form, name, count }) => {
        const one = subject.planned(form);
        const many = subject.planned(form, { ...exampleOf(form), [name]: count });
        const beyond = subject.ask(form, { ...exampleOf(form), [name]: 5 });
        return [
          ...same(`${form.wire}: jobs`, many.jobs, count),
          ...same(`${form.wire}: estimate`, many.estimate, count * one.estimate),
          ...same(`${form.wire}: input`, many.input, one.input),
          ...unless(beyond.plan === undefined, `${form.wire} takes five`),
        ];
      },
    );
  },
};

export const wireChecks: readonly Check[] = [
  sendsWireShape,
  sendsEveryField,
  sendsNothingOfOurs,
  asksAfterItsJob,
  makesJobsOfACount,
];
