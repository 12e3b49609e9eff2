import type { ModelFacts } from './facts.ts';
import { createFault, refusalTexts } from './faults.ts';
import { createTask, drawFaults, type Order } from './lifecycle.ts';
import { oddCreate, oddRefusal } from './odd-answers.ts';
import { priceOf, textOf } from './prices.ts';
import { answered, edgePage, gatewayPage, ok, refused, type Reply } from './replies.ts';
import { pause, type Simulation } from './simulation.ts';
import type { Task } from './tasks.ts';
import { refusalOf } from './validation.ts';

/** What a family knows about a create before the common rules apply. */
export interface CreateRequest {
  family: string;
  model: ModelFacts;
  body: Record<string, unknown>;
  input: Record<string, unknown>;
  callbackUrl: string | null;
  /** What is asked of the simulation beside the prompt, in the same form. */
  asked: string;
  parent?: string;
  idPrefix?: string;
  latencyMs?: number;
  nameOf?: NonNullable<Order['nameOf']>;
  /** The family's own rules, beyond those of the fields. */
  refusal?: { code: number; msg: string } | undefined;
  dataOf: (task: Task) => unknown;
}

/** The sentence of a refusing code, in the service's words. */
export const refusedWith = (code: string): Reply =>
  refused(Number(code), refusalTexts[code] ?? 'Server exception, please try again later');

function troubled(answer: string): Reply {
  if (answer === 'param') return refused(500, 'prompt is not within the range of allowed options');
  if (answer === '403-html') return edgePage();
  if (answer === '502-html') return gatewayPage();
  if (answer === 'bad-json') {
    return { kind: 'text', status: 200, type: 'application/json', text: '{"code":200,"msg":"succ' };
  }
  if (answer === 'no-answer') return { kind: 'reset' };
  if (answer === 'hang') return { kind: 'hang' };
  return refusedWith(answer);
}

/** Account-wide trouble that meets a create before it is validated; the rate limit is one of them. */
export function atTheGate(sim: Simulation): Reply | undefined {
  const knobs = sim.knobs();
  if (knobs.createCode > 0) return refusedWith(String(knobs.createCode));
  if (sim.random() < knobs.storm429Share) return refusedWith('429');
  const admitted = sim.gate.admit(sim.clock.now(), knobs.createLimit, knobs.createWindowMs);
  return admitted ? undefined : refusedWith('429');
}

/** The common way of every create, whatever the family: validate, suffer the faults, charge, start. */
export async function create(sim: Simulation, request: CreateRequest): Promise<Reply> {
  const { model, input } = request;
  if (model.status === 'removed' && sim.knobs().refuseRemoved) return unknownModel(model.id);
  const refusal = refusalOf(model, input) ?? request.refusal;
  if (refusal !== undefined) return refused(refusal.code, refusal.msg);

  const faults = drawFaults(sim, `${textOf(input)} ${request.asked}`);
  const odd = oddRefusal(faults);
  if (odd !== undefined) return odd;
  const fault = createFault(faults);
  const slow = faults.includes('slow-create') ? sim.knobs().slowMs : 0;
  if (fault !== undefined && !fault.created) {
    await pause(sim, slow);
    return troubled(fault.answer);
  }
  const task = createTask(sim, { ...request, faults, price: priceOf(model, input) });
  await pause(sim, slow + sim.knobs().createLatencyMs);
  if (task === undefined) return refusedWith('402');
  return fault === undefined ? (oddCreate(sim, task) ?? ok(request.dataOf(task))) : troubled(fault.answer);
}

/** What the service says to a model id it does not have. */
export const unknownModel = (id: string): Reply =>
  answered(422, `The model name ${id} is not supported. Please use a supported model.`, null);
