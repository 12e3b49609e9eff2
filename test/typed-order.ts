type Input = Readonly<Record<string, unknown>>;

/** What somebody would type at the command line for the model's own example: its words as words, the rest as fields. */
export function typed(example: Input): { words: string[]; inputs: string[] } {
  const beside = Object.entries(example).filter(([one]) => !['service', 'model', 'input'].includes(one));
  const fields: Input = { ...Object.fromEntries(beside), ...(example['input'] as Input | undefined) };
  const name = ['prompt', 'text'].find((one) => typeof fields[one] === 'string');
  const words = name === undefined ? [] : [String(fields[name])];
  const others = Object.entries(fields).filter(([one]) => one !== name);
  return { words, inputs: others.flatMap(([one, value]) => ['-i', `${one}=${JSON.stringify(value)}`]) };
}
