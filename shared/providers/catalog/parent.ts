import { Failure } from '#domain/error.ts';
import type { RemoteJobId } from '#domain/ids.ts';
import type { Form } from './entry.ts';
import type { Media, Plan } from './model.ts';
import { estimateOf } from './price.ts';

/** What has to be known of an earlier task for another to go on from it. */
export interface ParentFacts {
  /** Its public model id. */
  readonly model: string;
  readonly media: Media;
  /** It ended in SUCCESS. */
  readonly succeeded: boolean;
  /** What the provider calls its first job. */
  readonly externalId: RemoteJobId | undefined;
  /** What it was asked for: some prices depend on it. */
  readonly input: Readonly<Record<string, unknown>>;
}

function faultOf(wanted: NonNullable<Plan['parent']>, parent: ParentFacts | undefined): string | undefined {
  if (parent === undefined) return 'is no task of yours';
  if (!wanted.of.includes(parent.model)) {
    return `names a task of ${parent.model}; it has to be one of ${wanted.of.join(', ')}`;
  }
  if (parent.media !== wanted.media) return `names a task that made no ${wanted.media}`;
  if (!parent.succeeded) return 'names a task that has not succeeded';
  return parent.externalId === undefined ? 'names a task that the provider does not know' : undefined;
}

/** The plan with the provider's name for its parent in place, priced anew; refuses a parent that will not do. */
export function withParent(plan: Plan, form: Pick<Form, 'price' | 'fields'>, parent?: ParentFacts): Plan {
  if (plan.parent === undefined) return plan;
  const message = faultOf(plan.parent, parent);
  if (message !== undefined || parent === undefined) {
    const errors = [{ path: plan.parent.path, message: message ?? '' }];
    throw new Failure('validation_failed', 'The request has one fault.', { errors });
  }
  const input = { ...plan.input, [plan.parent.field]: parent.externalId };
  const before = Object.entries(parent.input).map(([name, value]) => [`parent.${name}`, value] as const);
  const facts: Record<string, unknown> = { ...Object.fromEntries<unknown>(before), ...input };
  return { ...plan, input, estimate: estimateOf(form.price, facts, form.fields) * plan.jobs };
}
