import { signCallback } from '#providers/kie/callback.ts';
import type { InboundCallback } from './entry-points.ts';
import type { EventHeap } from './event-heap.ts';
import type { CreateCall } from './provider-job.ts';
import type { Provider } from './provider.ts';
import type { Chance } from './random.ts';

const MIX_UP_AFTER_MS = 12_000;

interface Parts {
  readonly heap: EventHeap;
  readonly chance: Chance;
  readonly webhookKey: string;
  /** Brings a callback to our door, and back the status that it was answered with. */
  readonly knock: (callback: InboundCallback, answered: (status: number) => void) => void;
  readonly complain: (problem: string) => void;
  /** Whether the task of a callback address is still there: a signed callback for none is news of another kind. */
  readonly isKept: (url: string) => boolean;
}

/** Everybody who calls us back: the provider, a provider who mixes things up, and strangers. */
export class Post {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The provider calls back, signed as it should be. */
  deliver(url: string, body: string, answered: (status: number) => void): void {
    const timestamp = String(Math.floor(this.#parts.heap.now / 1000));
    const { taskId } = (JSON.parse(body) as { data: { taskId: string } }).data;
    const headers = {
      'x-webhook-timestamp': timestamp,
      'x-webhook-signature': signCallback(taskId, timestamp, this.#parts.webhookKey),
    };
    this.#parts.knock({ url, body, headers }, answered);
  }

  /** Some time after a call, somebody lies about it. */
  forgeSoon({ callbackUrl, job }: CreateCall): void {
    if (callbackUrl === undefined || job === undefined) return;
    this.#parts.heap.after(this.#parts.chance.between(500, 15_000), () => this.#forge(callbackUrl, job.id));
  }

  /** Some time after a call, the provider reports another job at its address. */
  mixUpSoon({ callbackUrl }: CreateCall, provider: Provider): void {
    if (callbackUrl === undefined) return;
    this.#parts.heap.after(MIX_UP_AFTER_MS, () => {
      const others = [...provider.jobs.values()].filter((job) => job.callbackUrl !== callbackUrl);
      const other = others.find((job) => job.callbackUrl !== undefined);
      if (other === undefined) return;
      this.deliver(callbackUrl, JSON.stringify({ code: 200, data: { taskId: other.id } }), () => undefined);
    });
  }

  /** A callback with the right address and a true signature that says what is not so, and others that are nobody's. */
  #forge(url: string, id: string): void {
    const { knock, complain, isKept } = this.#parts;
    const resultJson = '{"resultUrls":["https://evil.example/x.png"]}';
    const data = { taskId: id, state: 'success', resultJson, creditsConsumed: 0 };
    const lie = JSON.stringify({ code: 200, data });
    this.deliver(url, lie, () => undefined);
    this.deliver(url.replace(/[^.]+$/, 'x'.repeat(43)), lie, (status) => {
      if (status === 200 && isKept(url)) complain('a callback with a wrong secret was accepted');
    });
    const headers = { 'x-webhook-timestamp': '1767603600', 'x-webhook-signature': `${'A'.repeat(43)}=` };
    knock({ url, body: lie.replace(id, 'f'.repeat(32)), headers }, (status) => {
      if (status === 200) complain('a callback with a false signature was accepted');
    });
  }
}
