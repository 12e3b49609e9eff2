import { fieldsOf, textsIn, waysOut } from './fields.ts';
import { inspect } from './inspect.ts';
import type { Problem } from './problem.ts';

type States = ReadonlyMap<string, Record<string, unknown>>;
type Variables = ReadonlySet<string>;

/** Names of states that can be entered, from the start on. */
function reachable(start: string, states: States): Set<string> {
  const seen = new Set<string>();
  const open = [start];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = states.get(name);
    if (state === undefined || seen.has(name)) continue;
    seen.add(name);
    open.push(...waysOut(state).map((way) => way.to));
  }
  return seen;
}

/** Per state, the variables that can be (`some`) or are always (`all`) assigned when it is entered. */
function assignedOnEntry(start: string, states: States, join: 'some' | 'all'): Map<string, Variables> {
  const entry = new Map<string, Variables>([[start, new Set()]]);
  const open = [start];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const held = entry.get(name) ?? new Set();
    for (const way of waysOut(states.get(name) ?? {})) {
      const carried: Variables = new Set([...held, ...way.assigns]);
      const known = entry.get(way.to);
      const joined = join === 'some' ? known?.union(carried) : known?.intersection(carried);
      const next = joined ?? carried;
      if (known !== undefined && known.size === next.size) continue;
      entry.set(way.to, next);
      open.push(way.to);
    }
  }
  return entry;
}

function checkTargets(start: unknown, states: States): Problem[] {
  const missing = (state: string | undefined, through: string, to: unknown): Problem => ({
    severity: 'ERROR',
    code: 'MISSING_TRANSITION_TARGET',
    message: `${through} names the state '${String(to)}', which does not exist`,
    ...(state === undefined ? {} : { state }),
  });
  const atStart =
    typeof start === 'string' && states.has(start) ? [] : [missing(undefined, 'StartAt', start)];
  const inside = [...states].flatMap(([name, state]) =>
    waysOut(state)
      .filter((way) => !states.has(way.to))
      .map((way) => missing(name, way.through, way.to)),
  );
  return [...atStart, ...inside];
}

function checkVariables(start: string, states: States): Problem[] {
  const possible = assignedOnEntry(start, states, 'some');
  const certain = assignedOnEntry(start, states, 'all');
  return [...states].flatMap(([name, state]) => {
    const used = fieldsOf(state)
      .flatMap(textsIn)
      .flatMap(({ path, source }) =>
        source === undefined ? [] : inspect(source).variables.map((use) => ({ path, ...use })),
      );
    const guarded = new Set(used.filter((use) => use.guarded).map((use) => `${use.path} ${use.name}`));
    return used.flatMap((use): Problem[] => {
      const where = `$${use.name}, used in ${use.path},`;
      if (!(possible.get(name)?.has(use.name) ?? false))
        return [
          {
            severity: 'ERROR',
            code: 'UNASSIGNED_VARIABLE',
            message: `${where} can never be assigned here`,
            state: name,
          },
        ];
      if ((certain.get(name)?.has(use.name) ?? false) || guarded.has(`${use.path} ${use.name}`)) return [];
      return [
        {
          severity: 'WARNING',
          code: 'PERHAPS_UNASSIGNED_VARIABLE',
          message: `${where} is not assigned on every way here`,
          state: name,
        },
      ];
    });
  });
}

/** Checks how the states hang together: targets, reachability, and variables assigned before they are read. */
export function checkFlow(definition: Record<string, unknown>, states: States): Problem[] {
  const start = definition['StartAt'];
  const targets = checkTargets(start, states);
  if (typeof start !== 'string' || !states.has(start)) return targets;
  const entered = reachable(start, states);
  const lost = [...states.keys()]
    .filter((name) => !entered.has(name))
    .map((state): Problem => ({
      severity: 'ERROR',
      code: 'UNREACHABLE_STATE',
      message: 'The state can never be entered',
      state,
    }));
  const alive = new Map([...states].filter(([name]) => entered.has(name)));
  return [...targets, ...lost, ...checkVariables(start, alive)];
}
