import * as z from 'zod';
import type { Need } from '../iam/access.ts';
import type { Store } from './store.ts';
import { tokenKey } from './tokens.ts';

const text = z.string().optional();
const subject = z.object({ executionArn: text, stateMachineArn: text, taskToken: text });

/**
 * The permissions that an operation needs: on the execution or machine that it names, which for an alias is its machine, on the machine whose task a token
 * belongs to, or on everything. A token of nobody needs none: the operation itself refuses it.
 */
export function needsOf(operation: string, body: unknown, store: Store): readonly Need[] {
  const { executionArn, stateMachineArn, taskToken } = subject.safeParse(body).data ?? {};
  const action = `states:${operation}`;
  const machineArn = stateMachineArn?.split(':').slice(0, 7).join(':');
  if (taskToken === undefined) return [{ action, resource: executionArn ?? machineArn ?? '*' }];
  const owner = store.tokenOwner(tokenKey(taskToken));
  const machine = owner === undefined ? undefined : store.execution(owner)?.machineArn;
  return machine === undefined ? [] : [{ action, resource: machine }];
}
