import { listNamed, type Field, type ModelFacts } from '../facts.ts';

function exampleOf(name: string, field: Field): unknown {
  const [option] = [...(field.enum ?? []), ...(field.lists ?? []).flatMap((list) => listNamed(list))];
  if (field.default !== undefined) return field.default;
  if (option !== undefined) return option;
  switch (field.type) {
    case 'boolean':
      return false;
    case 'array':
      return Array.from({ length: Math.max(1, field.minItems ?? 1) }, () =>
        exampleOf(name, field.item ?? { type: 'string' }),
      );
    case 'object':
      return exampleFields(field.fields ?? {});
    case 'string':
      return textFor(name, field);
    default:
      return field.min ?? 1;
  }
}

function textFor(name: string, field: Field): string {
  if (field.min !== undefined) return String(field.min);
  if (field.pattern?.startsWith('^#') === true) return '#112233';
  if (field.pattern?.includes('%') === true) return '50.00%';
  const isAddress = field.url === true || /url|frame/.test(name);
  return isAddress ? 'https://files.example/one.png' : 'a lighthouse at dusk';
}

function exampleFields(fields: Record<string, Field>): Record<string, unknown> {
  const required = Object.entries(fields).filter(([, field]) => field.required === true);
  return Object.fromEntries(required.map(([name, field]) => [name, exampleOf(name, field)]));
}

/** An input with all required fields of a model and nothing else. */
export function exampleInput(model: ModelFacts): Record<string, unknown> {
  const more = model.oneOf?.[0] ?? [];
  const chosen = Object.fromEntries(more.map((name) => [name, { ...model.input[name], required: true }]));
  return exampleFields({ ...model.input, ...(chosen as Record<string, Field>) });
}
