import type { Activity } from './activity.ts';
import type { Clock } from './clock.ts';
import { CloudFailure, messageOf } from './failure.ts';
import { denialText, type Access } from './iam/access.ts';
import { credentials } from './identity.ts';
import type { Functions } from './lambda/functions.ts';
import type { LogEntry } from './log.ts';
import type { TargetDefinition } from './resources/targets.ts';
import type { StatesServer } from './states/server.ts';

/** What a schedule or a rule has for a target. */
export interface Delivery {
  readonly target: TargetDefinition;
  readonly input: string;
  /** The schedule or the rule, and the service that delivers for it. */
  readonly from: { readonly arn: string; readonly assumedBy: string };
}

interface Reached {
  readonly activity: Activity;
  readonly access: Access;
  readonly functions: Functions;
  readonly states: StatesServer;
}

/** Hands what schedules and rules send to the hosted functions and state machines. What cannot be delivered is in the log. */
export const deliverTo =
  (hosts: Reached, { clock, log }: { readonly clock: Clock; readonly log: (entry: LogEntry) => void }) =>
  async (delivery: Delivery): Promise<void> => {
    const { kind, arn } = delivery.target;
    const end = hosts.activity.begin();
    try {
      checkPermission(hosts, delivery);
      if (kind === 'function') hosts.functions.invokeLater(arn, JSON.parse(delivery.input));
      else await startExecution(hosts.states.url, arn, delivery.input);
    } catch (error) {
      log({ type: 'undelivered', at: clock.now(), target: arn, error: messageOf(error) });
    } finally {
      end();
    }
  };

/** A target is called under the role that it names; without one its own policy must let the service in. */
function checkPermission({ access }: Reached, { target, from }: Delivery): void {
  const { kind, arn, actor } = target;
  const action = kind === 'function' ? 'lambda:InvokeFunction' : 'states:StartExecution';
  const need = { action, resource: arn };
  const denial =
    actor === undefined
      ? access.deniedToService({ service: from.assumedBy, sourceArn: from.arn }, need)
      : access.deniedTo(actor, need);
  if (denial !== undefined) throw new CloudFailure(denialText(denial));
}

// What the schedule may do has been checked; the call is made with the account's own keys.
async function startExecution(statesUrl: string, stateMachineArn: string, input: string): Promise<void> {
  const response = await fetch(statesUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'AWSStepFunctions.StartExecution',
      authorization: `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/`,
    },
    body: JSON.stringify({ stateMachineArn, input }),
  });
  if (!response.ok)
    throw new CloudFailure(`StartExecution answered ${response.status}: ${await response.text()}`);
}
