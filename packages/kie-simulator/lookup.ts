import { refusedWith } from './create.ts';
import { isVisible } from './lifecycle.ts';
import { oddRecord } from './odd-answers.ts';
import { gatewayPage, refused, type Exchange, type Reply } from './replies.ts';
import { pause, type Simulation } from './simulation.ts';
import type { Task } from './tasks.ts';

function queryFault(sim: Simulation, task: Task): Reply | undefined {
  const fault = task.faults.find((name) => name.startsWith('query-'));
  if (fault === undefined || task.queryFaults >= sim.knobs().queryFaultCount) return undefined;
  sim.tasks.put({ ...task, queryFaults: task.queryFaults + 1 });
  if (fault === 'query-html') return gatewayPage();
  if (fault === 'query-no-answer') return { kind: 'reset' };
  return refusedWith(fault === 'query-429' ? '429' : '500');
}

function isTooMany(sim: Simulation): boolean {
  const { queryLimit, queryWindowMs } = sim.knobs();
  return queryLimit > 0 && !sim.queryGate.admit(sim.clock.now(), queryLimit, queryWindowMs);
}

/** The code of a refusal that any question of the account meets, if it meets one. */
function accountTrouble(sim: Simulation): string | undefined {
  const { queryCode, storm429Share, queryFailShare } = sim.knobs();
  if (isTooMany(sim)) return '429';
  if (queryCode > 0) return String(queryCode);
  if (sim.random() < storm429Share) return '429';
  return sim.random() < queryFailShare ? '500' : undefined;
}

/** Finds the task a query asks for, or the answer that stands in its place. */
export async function taskAsked(
  sim: Simulation,
  { url }: Exchange,
  texts: { nothing: string; families: readonly string[] },
): Promise<{ task: Task } | { reply: Reply }> {
  const knobs = sim.knobs();
  const id = url.searchParams.get('taskId') ?? '';
  const found = sim.tasks.get(id);
  const slow = found?.faults.includes('slow-query') === true ? knobs.slowMs : 0;
  await pause(sim, knobs.queryLatencyMs + slow);
  const trouble = accountTrouble(sim);
  if (trouble !== undefined) return { reply: refusedWith(trouble) };
  if (id === '') return { reply: refused(400, 'taskId parameter is required') };
  const task = sim.tasks.get(id);
  const mine = task !== undefined && texts.families.includes(task.family);
  if (!mine || !isVisible(task, sim.clock.now())) return { reply: refused(422, texts.nothing) };
  const reply = queryFault(sim, task) ?? oddRecord(sim, task);
  return reply === undefined ? { task } : { reply };
}
