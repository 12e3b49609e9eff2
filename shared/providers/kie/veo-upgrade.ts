import { isRemoteJobId } from '#domain/ids.ts';
import type { RemoteJobId } from '#domain/ids.ts';
import { untold, type Call, type Reply } from '../call.ts';
import type { CheckOutcome, QueriedDialect, RemoteOutput, StartOutcome } from '../dialect.ts';
import type { Plan } from '../catalog/model.ts';
import { busyCodes, isKeyRefusal } from './codes.ts';
import { readEnvelope } from './envelope.ts';
import { resultsIn } from './results.ts';
import { readStart } from './start.ts';

const PATIENCE_SECONDS = 20;
const AUTH_PATIENCE_SECONDS = 60;
const EXTEND_PATIENCE_SECONDS = 15;
const fullHd = '/api/v1/veo/get-1080p-video';
const ultraHd = '/api/v1/veo/get-4k-video';
const isUnderWay = (text: string): boolean => /\bprocessing\b|\bgenerated successfully\b/i.test(text);

type Order = Pick<Plan, 'wireModel' | 'input'>;

/** No answer names an upgrade: it is the film and its index, in one id. */
function upgradeId({ input }: Order): RemoteJobId | undefined {
  const index = typeof input['index'] === 'number' ? input['index'] : 0;
  const id = `${String(input['taskId'])}--${index}`;
  return isRemoteJobId(id) ? id : undefined;
}

/** Asking again is asking after it: the first call starts an upgrade, the later ones tell of it and cost nothing. */
function ask(wireModel: string, taskId: string, index: number): Call {
  if (wireModel === 'veo/get-4k-video') return { method: 'POST', path: ultraHd, body: { taskId, index } };
  return { method: 'GET', path: fullHd, query: { taskId, index: String(index) } };
}

function partsOf(id: RemoteJobId): readonly [taskId: string, index: number] {
  const at = id.lastIndexOf('--');
  return at < 0 ? [id, 0] : [id.slice(0, at), Number(id.slice(at + 2))];
}

function begun(reply: Reply, plan: Order | undefined): StartOutcome {
  const externalId = plan && upgradeId(plan);
  const answer = reply.type === 'answered' ? readEnvelope(reply.status, reply.text) : undefined;
  const taken = answer?.type === 'read' && (answer.code === 200 || isUnderWay(answer.message));
  if (taken && externalId !== undefined) return { type: 'accepted', externalId };
  return readStart(reply);
}

const filmsIn = (data: unknown): readonly RemoteOutput[] => {
  const found = resultsIn({ response: data }, 'video');
  return found === 'unreadable' ? [] : found.outputs;
};

function failure(code: number, message: string): CheckOutcome {
  const reason = `code ${code}: ${message}`;
  if (code === 404 || code === 422) return { type: 'not-found', message };
  if (isKeyRefusal(code))
    return { type: 'unavailable', reason, retryAfterSeconds: AUTH_PATIENCE_SECONDS, auth: true };
  if (/\bunavailable\b/i.test(message)) return { type: 'failed', failCode: 'generation_failed', message };
  return { type: 'unavailable', reason, retryAfterSeconds: busyCodes.get(code) ?? EXTEND_PATIENCE_SECONDS };
}

/** The finished upgrade comes with 200, or, in 4K, with a 422 that carries the film. */
function look(reply: Reply): CheckOutcome {
  if (reply.type !== 'answered')
    return { type: 'unavailable', reason: untold(reply), retryAfterSeconds: PATIENCE_SECONDS };
  const answer = readEnvelope(reply.status, reply.text);
  if (answer.type === 'unreadable') {
    const reason = `HTTP ${answer.status} without readable JSON`;
    return { type: 'unavailable', reason, retryAfterSeconds: PATIENCE_SECONDS };
  }
  const outputs = filmsIn(answer.data);
  if (outputs.length > 0) return { type: 'succeeded', outputs };
  if (answer.code === 200 || isUnderWay(answer.message)) return { type: 'pending' };
  return failure(answer.code, answer.message);
}

/** A finished film of Veo in 1080p or 4K. No callback: what it would name is not what we asked by. */
export const veoUpgradeDialect: QueriedDialect = {
  silent: true,
  start: ({ wireModel, input }) => ask(wireModel, String(input['taskId']), Number(input['index'] ?? 0)),
  readStart: begun,
  check: (externalId, wireModel) => ask(wireModel, ...partsOf(externalId)),
  readCheck: look,
};
