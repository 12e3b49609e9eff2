import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';

/** Another function of ours. */
export interface CalledFunction {
  /** Hands it an event; it is called in its own time, and again when it fails. */
  callLater(payload: unknown): Promise<void>;
  /** Calls it and waits for what it answers. Throws when it fails, or has not answered in time. */
  call(payload: unknown, timeoutMs: number): Promise<unknown>;
}

const textOf = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

/** The function of this name, over Lambda's own protocol. */
export const calledFunction = (client: LambdaClient, name: string): CalledFunction => ({
  async callLater(payload) {
    const Payload = JSON.stringify(payload);
    await client.send(new InvokeCommand({ FunctionName: name, InvocationType: 'Event', Payload }));
  },
  async call(payload, timeoutMs) {
    const command = new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(payload) });
    const answer = await client.send(command, { abortSignal: AbortSignal.timeout(timeoutMs) });
    if (answer.FunctionError !== undefined)
      throw new Error(`${name}: ${textOf(answer.Payload).slice(0, 500)}`);
    return JSON.parse(textOf(answer.Payload) || 'null') as unknown;
  },
});
