import * as z from 'zod';
import type { Resource } from '../assembly/template.ts';
import type { Actor } from '../iam/session.ts';
import type { Reading } from './reading.ts';

/** What a schedule or a rule starts. */
export interface TargetDefinition {
  readonly kind: 'function' | 'state-machine';
  readonly arn: string;
  /** The role it is called under; without one the target's own policy must let the service in. */
  readonly actor: Actor | undefined;
  /** JSON; what the target gets when the template says nothing. */
  readonly input: string | undefined;
}

// What happens to undeliverable events is without effect here, as the table of support says.
export const targetProperties = z.strictObject({
  Arn: z.string(),
  DeadLetterConfig: z.unknown().optional(),
  Id: z.string().optional(),
  Input: z.string().optional(),
  RetryPolicy: z.unknown().optional(),
  RoleArn: z.string().optional(),
});

export function readTargets(
  list: readonly z.infer<typeof targetProperties>[],
  { place, name }: Resource,
  { problems }: Reading,
): readonly TargetDefinition[] {
  return list.flatMap(({ Arn, Input, RoleArn }) => {
    const kind = targetKind(Arn);
    if (kind === undefined) problems.add(place, `the target ${Arn} is not hosted`);
    const actor = RoleArn === undefined ? undefined : { roleArn: RoleArn, session: name };
    return kind === undefined ? [] : [{ kind, arn: Arn, actor, input: Input }];
  });
}

function targetKind(arn: string): TargetDefinition['kind'] | undefined {
  if (/^arn:[^:]+:lambda:[^:]*:[^:]*:function:/.test(arn)) return 'function';
  if (/^arn:[^:]+:states:[^:]*:[^:]*:stateMachine:/.test(arn)) return 'state-machine';
  return undefined;
}
