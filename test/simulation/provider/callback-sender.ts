import { signCallback } from '#providers/kie/callback.ts';
import type { InboundCallback } from '../engine/entry-points.ts';
import type { EventHeap } from '../engine/event-heap.ts';
import type { CreateCall } from './provider-job.ts';
import type { Provider } from './provider.ts';
import type { Chance } from '../engine/random.ts';

const MIX_UP_AFTER_MS = 12_000;

interface Parts {
  readonly heap: EventHeap;
  readonly chance: Chance;
  readonly webhookKey: string;
  /** Delivers a callback to the webhook function; `answered` receives the HTTP status. */
  readonly receive: (callback: InboundCallback, answered: (status: number) => void) => void;
  readonly complain: (problem: string) => void;
  /** Whether the task of a callback address still exists: a signed callback for a deleted one is accepted by design. */
  readonly isKept: (url: string) => boolean;
}

/** All senders of callbacks: the provider, the provider naming a wrong job, and forgers. */
export class CallbackSender {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Sends a correctly signed callback. */
  deliver(url: string, body: string, answered: (status: number) => void): void {
    const timestamp = String(Math.floor(this.#parts.heap.now / 1000));
    const { taskId } = (JSON.parse(body) as { data: { taskId: string } }).data;
    const headers = {
      'x-webhook-timestamp': timestamp,
      'x-webhook-signature': signCallback(taskId, timestamp, this.#parts.webhookKey),
    };
    this.#parts.receive({ url, body, headers }, answered);
  }

  /** Sends forged callbacks some time after a create call. */
  forgeSoon({ callbackUrl, job }: CreateCall): void {
    if (callbackUrl === undefined || job === undefined) return;
    this.#parts.heap.after(this.#parts.chance.between(500, 15_000), () => this.#forge(callbackUrl, job.id));
  }

  /** Some time after a create call, reports another job at its callback address. */
  mixUpSoon({ callbackUrl }: CreateCall, provider: Provider): void {
    if (callbackUrl === undefined) return;
    this.#parts.heap.after(MIX_UP_AFTER_MS, () => {
      const others = [...provider.jobs.values()].filter((job) => job.callbackUrl !== callbackUrl);
      const other = others.find((job) => job.callbackUrl !== undefined);
      if (other === undefined) return;
      this.deliver(callbackUrl, JSON.stringify({ code: 200, data: { taskId: other.id } }), () => undefined);
    });
  }

  /** Sends a false report with a valid address and signature, one with a wrong secret, and one with a wrong signature. */
  #forge(url: string, id: string): void {
    const { receive, complain, isKept } = this.#parts;
    const resultJson = '{"resultUrls":["https://evil.example/x.png"]}';
    const data = { taskId: id, state: 'success', resultJson, creditsConsumed: 0 };
    const lie = JSON.stringify({ code: 200, data });
    this.deliver(url, lie, () => undefined);
    this.deliver(url.replace(/[^.]+$/, 'x'.repeat(43)), lie, (status) => {
      if (status === 200 && isKept(url)) complain('a callback with a wrong secret was accepted');
    });
    const headers = { 'x-webhook-timestamp': '1767603600', 'x-webhook-signature': `${'A'.repeat(43)}=` };
    receive({ url, body: lie.replace(id, 'f'.repeat(32)), headers }, (status) => {
      if (status === 200) complain('a callback with a false signature was accepted');
    });
  }
}
