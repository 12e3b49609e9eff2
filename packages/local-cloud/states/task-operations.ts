import * as z from 'zod';
import type { Engine } from './engine.ts';
import { ServiceError } from './failure.ts';
import { PAYLOAD_LIMIT } from './json.ts';
import type { Operation } from './protocol.ts';
import { parsed, reason } from './requests.ts';

const taskToken = z.string().min(1);

/** The operations of those who hold a task token. */
export function taskOperations(engine: Engine): Record<string, Operation> {
  return {
    async SendTaskSuccess(body) {
      const request = z.object({ taskToken, output: z.string() }).parse(body);
      if (Buffer.byteLength(request.output) > PAYLOAD_LIMIT)
        throw new ServiceError('InvalidOutput', "Invalid Output: 'The output is too large'");
      await engine.sendSuccess(request.taskToken, parsed(request.output, 'InvalidOutput', 'Invalid Output'));
      return {};
    },

    async SendTaskFailure(body) {
      const request = z.object({ taskToken, ...reason }).parse(body);
      await engine.sendFailure(request.taskToken, request.error ?? 'States.TaskFailed', request.cause);
      return {};
    },

    async SendTaskHeartbeat(body) {
      const request = z.object({ taskToken }).parse(body);
      await engine.sendHeartbeat(request.taskToken);
      return {};
    },
  };
}
