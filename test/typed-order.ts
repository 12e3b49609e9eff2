import { run } from '@darkroom/cli/run';

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

/** Where a command line is run, and how it reaches an API. */
interface Place {
  readonly cwd: string;
  readonly url: string;
  readonly key: string;
  readonly fetch: typeof fetch;
}

/** Runs `generate` in this process, without waiting for the task; gives what it complained of. */
export async function orderAt({ cwd, url, key, fetch }: Place, args: readonly string[]): Promise<string> {
  let complaint = '';
  await run({
    args: ['generate', ...args, '--no-wait'],
    env: { DARKROOM_URL: url, DARKROOM_API_KEY: key },
    cwd,
    root: cwd,
    fetch,
    out: () => undefined,
    err: (text) => void (complaint += text),
    live: false,
    now: () => 0,
    sleep: async () => undefined,
    newKey: () => 'key',
    open: async () => undefined,
    interrupted: new AbortController().signal,
  });
  return complaint;
}
