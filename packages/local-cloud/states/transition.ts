import type { Scope } from './evaluate.ts';
import { DataLimitExceeded } from './failure.ts';
import { tooLarge, type Json } from './json.ts';
import type { Run } from './run.ts';

const VARIABLES_LIMIT = 10 * 1_048_576;

/** The fields that shape what leaves a state: of the state itself, of a choice, of a catcher. */
export interface Shaping {
  readonly Assign?: Readonly<Record<string, Json>> | undefined;
  readonly Output?: Json | undefined;
  readonly Next?: string | undefined;
}

/** What the fields of one way out of a state are evaluated with. */
export interface Leaving {
  /** What its expressions see; by default what those of the current state see. */
  readonly scope?: Scope;
  /** The output where there is no Output field; by default the input of the state. */
  readonly otherwise?: Json;
  /** Stands before the names of fields in errors, such as `Catch[0]/`. */
  readonly prefix?: string;
}

async function assigned(
  run: Run,
  { Assign }: Shaping,
  { scope, prefix }: Required<Omit<Leaving, 'otherwise'>>,
) {
  const values: Record<string, Json> = {};
  for (const [name, template] of Object.entries(Assign ?? {}))
    values[name] = await run.tools.evaluator.payload(template, scope, `${prefix}Assign/${name}`);
  if (tooLarge(values)) throw new DataLimitExceeded('sum of the variables of one Assign');
  const all = JSON.stringify({ ...scope.variables, ...values });
  if (Buffer.byteLength(all) > VARIABLES_LIMIT) throw new DataLimitExceeded('sum of all variables');
  return values;
}

/**
 * Leaves the current state. Assign and Output both see the values from before; what is assigned is visible
 * from the next state on.
 */
export async function moveOn(run: Run, shaping: Shaping, leaving: Leaving = {}): Promise<void> {
  const { scope = run.scope(), otherwise = run.position.input, prefix = '' } = leaving;
  const values = await assigned(run, shaping, { scope, prefix });
  const template = shaping.Output;
  const output =
    template === undefined
      ? otherwise
      : await run.tools.evaluator.payload(template, scope, `${prefix}Output`);
  if (template === undefined && tooLarge(output)) throw new DataLimitExceeded('output of the state');
  run.leave(output, values);
  if (shaping.Next === undefined) run.succeed(output);
  else run.enter(shaping.Next, output);
}
