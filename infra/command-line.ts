/** Takes every `--name value` or `--name=value` out of a command line: the values, and what else was there. */
export function takeOption(
  args: readonly string[],
  name: string,
): { readonly values: readonly string[]; readonly rest: readonly string[] } {
  const values: string[] = [];
  const rest: string[] = [];
  for (let i = 0; i < args.length; i += 1) {
    const argument = args[i] ?? '';
    if (argument === name) {
      i += 1;
      values.push(args[i] ?? '');
    } else if (argument.startsWith(`${name}=`)) values.push(argument.slice(name.length + 1));
    else rest.push(argument);
  }
  return { values, rest };
}

/** Reads `--context key=value` (or `-c`), the one form of setting the CDK command line and ours share. */
export function readContext(args: readonly string[]): Record<string, string> {
  const context: Record<string, string> = {};
  for (const [position, argument] of args.entries()) {
    const inline = /^(?:--context|-c)=(.*)$/.exec(argument)?.[1];
    const pair = argument === '--context' || argument === '-c' ? args[position + 1] : inline;
    if (pair === undefined) continue;
    const split = pair.indexOf('=');
    if (split < 1) throw new Error(`--context ${pair}: key=value is needed.`);
    context[pair.slice(0, split)] = pair.slice(split + 1);
  }
  return context;
}
