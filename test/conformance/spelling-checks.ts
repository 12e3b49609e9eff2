import type { Field, Form, Spelling } from '#providers/catalog/entry.ts';
import { overAll, same, unless } from './check.ts';
import type { Check } from './check.ts';
import { carrier, seenByRules } from './fit.ts';
import { sample } from './places.ts';
import type { Input, Subject } from './subject.ts';

interface Named {
  readonly form: Form;
  readonly name: string;
  readonly field: Field;
}

const fieldsOf = (subject: Subject): Named[] =>
  subject.forms.flatMap((form) =>
    Object.entries(form.fields).map(([name, field]) => ({ form, name, field })),
  );

const inputWith = ({ form, name, field }: Named): Input => carrier(form, { path: [name], name, field }) ?? {};

const renamed = (input: Input, name: string, other: Spelling): Input => {
  const { [name]: value, ...others } = input;
  return { ...others, [other.name]: other.single && Array.isArray(value) ? (value[0] as unknown) : value };
};

const takesOldSpellings: Check = {
  name: 'takes its older spellings and sends the newest',
  fewest: 8,
  run: (subject) => {
    const spelled = fieldsOf(subject).flatMap((one) =>
      (one.field.spellings ?? []).map((spelling) => ({ one, spelling })),
    );
    return overAll(spelled, 'no field has another spelling', ({ one, spelling }) => {
      const input = inputWith(one);
      const newest = subject.ask(one.form, input).plan?.input;
      const older = subject.ask(one.form, renamed(input, one.name, spelling));
      return same(`${one.form.wire}/${spelling.name}`, older.plan?.input, newest ?? 'a plan');
    });
  },
};

function another(field: Field): unknown {
  if (field.type === 'boolean') return !(field.default ?? true);
  if (field.type === 'list') return [another(field.items)];
  if (field.type === 'file') return 'https://files.example/two.png';
  if (field.type === 'parent') return 'f'.repeat(32);
  const usual = sample(field);
  const offered: readonly unknown[] = ('enum' in field && field.enum) || [];
  return (
    offered.find((one) => one !== usual) ?? (field.type === 'string' ? 'Another text' : Number(usual) + 1)
  );
}

const refusesTwoOpinions: Check = {
  name: 'refuses two spellings that disagree',
  fewest: 8,
  run: (subject) => {
    const spelled = fieldsOf(subject).flatMap((one) =>
      (one.field.spellings ?? []).filter(({ single }) => !single).map(({ name }) => ({ one, name })),
    );
    return overAll(spelled, 'no field has another spelling', ({ one, name }) => {
      const { faults } = subject.ask(one.form, { ...inputWith(one), [name]: another(one.field) });
      const isNamed = faults.some(({ path }) => path === `/input/${name}`);
      return unless(isNamed, `${one.form.wire} takes ${one.name} and another ${name}`);
    });
  },
};

const asWritten = (value: unknown, as: 'string' | 'number'): unknown =>
  as === 'string' ? String(value) : Number(value);

const takesEitherType: Check = {
  name: 'takes numbers as text and text as numbers, and sends what the provider wants',
  fewest: 90,
  run: (subject) => {
    const either = fieldsOf(subject).flatMap((one) => {
      const { field } = one;
      return 'alsoAs' in field && field.alsoAs !== undefined ? [{ one, as: field.alsoAs }] : [];
    });
    return overAll(either, 'no field has two types', ({ one, as }) => {
      const { form, name } = one;
      const input = inputWith(one);
      const value = seenByRules(form, input)[name];
      if (Number.isNaN(Number(value))) return [];
      const first = subject.ask(form, { ...input, [name]: value });
      const other = subject.ask(form, { ...input, [name]: asWritten(value, as) });
      return [
        ...unless(first.plan !== undefined, `${form.wire}/${name} refuses ${JSON.stringify(value)}`),
        ...same(`${form.wire}/${name}`, other.plan, first.plan),
      ];
    });
  },
};

const takesWordsInAnyCase: Check = {
  name: 'takes its words in any case and sends them in the provider’s',
  fewest: 120,
  run: (subject) => {
    const worded = fieldsOf(subject).flatMap((one) => {
      const { field, form, name } = one;
      const isChoice = field.type === 'string' && field.enum !== undefined && name !== form.jobsField;
      const word = isChoice
        ? field.enum.find((text) => text.toUpperCase() !== text.toLowerCase())
        : undefined;
      return word === undefined ? [] : [{ one, word }];
    });
    return overAll(worded, 'no field has words to choose from', ({ one, word }) => {
      const { form, name } = one;
      const given = { ...inputWith(one), [name]: word };
      const turned = word === word.toUpperCase() ? word.toLowerCase() : word.toUpperCase();
      const { plan } = subject.ask(form, given);
      // A word that a rule forbids here is forbidden in any case.
      return same(
        `${form.wire}/${name} ${turned}`,
        subject.ask(form, { ...given, [name]: turned }).plan,
        plan,
      );
    });
  },
};

export const spellingChecks: readonly Check[] = [
  takesOldSpellings,
  refusesTwoOpinions,
  takesEitherType,
  takesWordsInAnyCase,
];
