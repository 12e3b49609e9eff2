import type { Addend, Field, Form, Span, Total } from '#providers/catalog/entry.ts';
import { exampleOf } from '#providers/catalog/example.ts';
import { pointer } from '#providers/catalog/pointer.ts';
import { overAll, unless } from './check.ts';
import type { Check } from './check.ts';
import { seenByRules } from './fit.ts';
import { several } from './places.ts';
import type { Input } from './subject.ts';

const numberIn = (
  field: Field | undefined,
  name: 'max' | 'maxItems' | 'maxLength',
  otherwise: number,
): number =>
  (field !== undefined && name in field
    ? (field as Partial<Record<typeof name, number>>)[name]
    : undefined) ?? otherwise;

/** Lists that add up to as much as their fields allow. */
function largest(field: Field | undefined, addend: Addend): unknown {
  if (field?.type !== 'list') return undefined;
  const items = several(field.items, numberIn(field, 'maxItems', 10));
  if (addend.by === 'items' || field.items.type !== 'group') return items;
  const { member, by } = addend;
  const inner = field.items.fields[member];
  const value = by === 'value' ? numberIn(inner, 'max', 1e6) : 'a'.repeat(numberIn(inner, 'maxLength', 1e4));
  return items.map((item) => ({ ...(item as Input), [member]: value }));
}

const tooMuch = (form: Form, { of }: Total): Input => ({
  ...exampleOf(form),
  ...Object.fromEntries(of.map((addend) => [addend.field, largest(form.fields[addend.field], addend)])),
});

/** Too long by a tenth, and ended before the beginning. */
const brokenEnds = ({ most }: Span): [number, number][] => [
  [3, 3 + most + 0.1],
  [3, 2],
];

function withSpan(form: Form, { list, from, to }: Span, [start, end]: readonly [number, number]): Input {
  const field = form.fields[list];
  const groups = field?.type === 'list' ? several(field.items, 1) : [];
  return {
    ...exampleOf(form),
    [list]: groups.map((group) => ({ ...(group as Input), [from]: start, [to]: end })),
  };
}

/** What is counted together is held to its limit, and told at the field that is named for it. */
export const totalChecks: readonly Check[] = [
  {
    name: 'refuses what is too much together, at the field that is named for it',
    fewest: 3,
    run: (subject) => {
      const totals = subject.forms.flatMap((form) => (form.totals ?? []).map((total) => ({ form, total })));
      return overAll(totals, 'nothing is counted together', ({ form, total }) => {
        const { faults } = subject.ask(form, seenByRules(form, tooMuch(form, total)));
        const isHeld = faults.some(
          ({ path, message }) => path === pointer('input', total.at) && message === total.message,
        );
        return unless(isHeld, `${form.wire}: nothing is refused for "${total.at} ${total.message}"`);
      });
    },
  },
  {
    name: 'refuses a span that is too long, or ends before it begins, at its end',
    fewest: 2,
    run: (subject) => {
      const spans = subject.forms.flatMap((form) => (form.spans ?? []).map((span) => ({ form, span })));
      return overAll(spans, 'nothing has a beginning and an end', ({ form, span }) =>
        brokenEnds(span).flatMap((ends) => {
          const { faults } = subject.ask(form, withSpan(form, span, ends));
          const path = pointer('input', span.list, 0, span.to);
          const isHeld = faults.some((fault) => fault.path === path && fault.message === span.message);
          return unless(isHeld, `${form.wire} takes ${span.list} from ${ends.join(' to ')}`);
        }),
      );
    },
  },
];
