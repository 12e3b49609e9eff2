import type { Row } from '#storage/table/table-port.ts';
import type { Audience } from '../engine/audience.ts';
import { LiveRules } from './live-rules.ts';
import type { RuleContext } from './rule-context.ts';
import { VisibleChanges } from './visible-changes.ts';
import { WebhookRules } from './webhook-rules.ts';

/** What is told to receivers of events, and to clients that are connected. */
export class AudienceRules {
  readonly #changes = new VisibleChanges();
  readonly #webhooks: WebhookRules | undefined;
  readonly #live: LiveRules | undefined;

  constructor({ receivers, gateway, followers }: Audience) {
    this.#webhooks = receivers && new WebhookRules(receivers);
    this.#live = gateway && new LiveRules(gateway, followers);
  }

  /** A row of some kind has changed. */
  changed(kind: string, before: Row | undefined, after: Row | undefined): void {
    if (this.#webhooks === undefined && this.#live === undefined) return;
    if (kind === 'task') this.#changes.taskChanged(before, after);
    if (kind === 'job') this.#changes.jobChanged(after);
    if (kind === 'deliveries') this.#webhooks?.deliveryChanged(before, after);
    if (kind === 'feed') this.#live?.feedChanged(before, after);
  }

  /** Nothing is half written. */
  atRest(context: RuleContext): void {
    const changes = this.#changes.take(context);
    this.#webhooks?.atRest(context, changes);
    this.#live?.atRest(context, changes);
  }

  atEnd(context: RuleContext): void {
    this.#webhooks?.atEnd(context);
    this.#live?.atEnd(context);
  }
}
