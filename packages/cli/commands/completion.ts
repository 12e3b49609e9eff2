import { exitCodes, UsageError } from '../context.ts';
import type { Context } from '../context.ts';

/** The options of each command, by their long names. */
export type Words = Readonly<Record<string, readonly string[]>>;

type Writer = (words: Words) => string;

const bash: Writer = (words) => {
  const cases = Object.entries(words).map(
    ([name, options]) => `    ${name}) words="${options.map((option) => `--${option}`).join(' ')}" ;;`,
  );
  return `_darkroom() {
  local word="\${COMP_WORDS[COMP_CWORD]}" words=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${Object.keys(words).join(' ')} help" -- "$word"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
  case "$word" in
    -*) COMPREPLY=($(compgen -W "$words" -- "$word")) ;;
    *) COMPREPLY=($(compgen -f -- "$word")) ;;
  esac
}
complete -o filenames -F _darkroom darkroom
`;
};

const fish: Writer = (words) => {
  const commands = `complete -c darkroom -n __fish_use_subcommand -f -a "${Object.keys(words).join(' ')} help"\n`;
  const options = Object.entries(words).flatMap(([name, all]) =>
    all.map((option) => `complete -c darkroom -n "__fish_seen_subcommand_from ${name}" -l ${option}\n`),
  );
  return [commands, ...options].join('');
};

const shells: Readonly<Record<string, Writer>> = {
  bash,
  zsh: (words) => `autoload -U +X bashcompinit && bashcompinit\n${bash(words)}`,
  fish,
};

/** Prints what teaches a shell the commands and their options. */
export function completion(args: readonly string[], { out }: Context, words: Words): number {
  const [shell = '', ...more] = args;
  const write = Object.hasOwn(shells, shell) ? shells[shell] : undefined;
  if (!write || more.length > 0)
    throw new UsageError(`For which shell? darkroom completion ${Object.keys(shells).join('|')}`);
  out(write(words));
  return exitCodes.ok;
}
