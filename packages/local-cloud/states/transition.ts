import type { Scope } from './evaluate.ts';
import { DataLimitExceeded } from './failure.ts';
import { tooLarge, type Json } from './json.ts';
import type { Run } from './run.ts';
import type { Tools } from './tools.ts';

const VARIABLES_LIMIT = 10 * 1_048_576;

/** The fields that shape what leaves a state: of the state itself, of a choice, of a catcher. */
export interface Shaping {
  readonly Assign?: Readonly<Record<string, Json>> | undefined;
  readonly Output?: Json | undefined;
  readonly Next?: string | undefined;
}

async function assigned({ Assign }: Shaping, scope: Scope, prefix: string, { evaluator }: Tools) {
  const values: Record<string, Json> = {};
  for (const [name, template] of Object.entries(Assign ?? {}))
    values[name] = await evaluator.payload(template, scope, `${prefix}Assign/${name}`);
  if (tooLarge(values)) throw new DataLimitExceeded('sum of the variables of one Assign');
  const all = JSON.stringify({ ...scope.variables, ...values });
  if (Buffer.byteLength(all) > VARIABLES_LIMIT) throw new DataLimitExceeded('sum of all variables');
  return values;
}

/** Enters a state by its name. */
export function enterState(run: Run, name: string, input: Json, { machine }: Tools): void {
  const state = machine.States[name];
  if (state === undefined) throw new Error(`The state '${name}' does not exist.`);
  run.enter(name, state.Type, input);
}

/**
 * Leaves the current state. Assign and Output both see the values from before; what is assigned is visible
 * from the next state on.
 */
export async function moveOn(
  run: Run,
  shaping: Shaping,
  scope: Scope,
  otherwise: Json,
  tools: Tools,
  prefix = '',
): Promise<void> {
  const values = await assigned(shaping, scope, prefix, tools);
  const template = shaping.Output;
  const output =
    template === undefined ? otherwise : await tools.evaluator.payload(template, scope, `${prefix}Output`);
  if (template === undefined && tooLarge(output)) throw new DataLimitExceeded('output of the state');
  run.leave(output, values);
  if (shaping.Next === undefined) run.succeed(output);
  else enterState(run, shaping.Next, output, tools);
}
