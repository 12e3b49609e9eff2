type Members = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null;

/** The examples under one name: a list of values, or `{summary, value}` by name. */
function kept(examples: unknown, isOut: (value: unknown) => boolean): unknown {
  if (Array.isArray(examples)) return examples.filter((one) => !isOut(one));
  if (!isObject(examples)) return examples;
  return Object.fromEntries(Object.entries(examples).filter(([, one]) => !isOut(one)));
}

const isEmpty = (value: unknown): boolean => isObject(value) && Object.keys(value).length === 0;

/** An API description without the examples for which `isOut` holds. Whatever else it says stays. */
export function withoutExamples(part: unknown, isOut: (value: unknown) => boolean): unknown {
  if (Array.isArray(part)) return part.map((one) => withoutExamples(one, isOut));
  if (!isObject(part)) return part;
  const members = Object.entries(part).flatMap(([name, member]): [string, unknown][] => {
    if (name === 'example') return isOut(member) ? [] : [[name, member]];
    if (name !== 'examples') return [[name, withoutExamples(member, isOut)]];
    const left = kept(member, isOut);
    return isEmpty(left) ? [] : [[name, left]];
  });
  return Object.fromEntries(members);
}
