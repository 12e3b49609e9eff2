type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const membersOf = (schema: unknown): Fields => {
  const properties = isFields(schema) ? schema['properties'] : undefined;
  return isFields(properties) ? properties : {};
};

const requiredOf = (schema: unknown): readonly unknown[] => {
  const required = isFields(schema) ? schema['required'] : undefined;
  return Array.isArray(required) ? required : [];
};

/** What every order has beside the fields of its model. */
const envelope: ReadonlySet<unknown> = new Set(['service', 'model', 'input']);

const withoutEnvelope = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !envelope.has(name)));

/** The schemas of what `generate` takes as `input`, one for each form of a model, from that of a whole order. */
export function inputSchemas(order: unknown): readonly Fields[] {
  const several = isFields(order) ? order['oneOf'] : undefined;
  return (Array.isArray(several) ? (several as unknown[]) : [order]).filter(isFields).map(inputSchema);
}

/** Some models have their fields in `input`, others beside their name: here they are in one place. */
function inputSchema(form: Fields): Fields {
  const { input } = membersOf(form);
  const inner = isFields(input) ? input : {};
  const required = [...requiredOf(form).filter((name) => !envelope.has(name)), ...requiredOf(inner)];
  return {
    ...(isFields(input) ? inner : form),
    properties: { ...withoutEnvelope(membersOf(form)), ...membersOf(inner) },
    ...(required.length === 0 ? {} : { required }),
  };
}

/** The same of an order that works. */
export function exampleInput(order: unknown): Fields {
  if (!isFields(order)) return {};
  const { input } = order;
  return { ...withoutEnvelope(order), ...(isFields(input) ? input : {}) };
}
