import * as z from 'zod';
import { startKie, type Kie } from '@darkroom/kie-simulator';
import { ManualClock } from '@darkroom/local-cloud/manual-clock';
import type { Sent } from './transport.ts';

const envelope = z.object({ code: z.number(), msg: z.string(), data: z.unknown() });
export type Answer = z.infer<typeof envelope>;

/** One field, as the simulator's own pages have it. */
export interface KnownField {
  readonly type: string;
  readonly enum?: readonly unknown[] | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly minItems?: number | undefined;
  readonly maxItems?: number | undefined;
}

const field = z.looseObject({
  type: z.string(),
  enum: z.array(z.unknown()).optional(),
  ...{ minimum: z.number().optional(), maximum: z.number().optional() },
  ...{ minLength: z.number().optional(), maxLength: z.number().optional() },
  ...{ minItems: z.number().optional(), maxItems: z.number().optional() },
});
const schemaOfInput = z.object({
  properties: z.record(z.string(), field),
  required: z.array(z.string()),
});
const content = z.object({
  'application/json': z.object({ schema: z.object({ properties: z.object({ input: schemaOfInput }) }) }),
});
const page = z.object({
  openapi: z.object({
    paths: z.record(z.string(), z.object({ post: z.object({ requestBody: z.object({ content }) }) })),
  }),
});

/** What the simulator says of the input of a model. */
export interface KnownInput {
  readonly fields: Readonly<Record<string, KnownField>>;
  readonly required: readonly string[];
}

/** Where its pages have a form under another name than the one that is sent. */
const otherNames: Readonly<Record<string, string>> = {
  '4o-image-api': '4o:/api/v1/gpt4o-image/generate',
  'flux-kontext-max': 'flux-kontext-pro',
  runway: 'runway:/api/v1/runway/generate',
  'runway/gen4-aleph': 'aleph:/api/v1/aleph/generate',
  mj_video_extend_auto: 'mj_video_extend',
  mj_video_extend_manual: 'mj_video_extend',
};

const taskOf = z.object({ taskId: z.string() });
const LATENCY_MS = 1000;

const knobs = {
  ...{ latencyMinMs: LATENCY_MS, latencyMaxMs: LATENCY_MS, recordNullMaxMs: 0, createLimit: 1_000_000 },
  ...{ upgrade1080Ms: LATENCY_MS, upgrade4kMs: LATENCY_MS },
};

const parents = {
  'kie-veo video': ['/api/v1/veo/generate', { model: 'veo3_fast', prompt: 'a boat' }],
  'kie-midjourney image': ['/api/v1/mj/generate', { taskType: 'mj_txt2img', prompt: 'a fox' }],
  'kie-midjourney video': [
    '/api/v1/mj/generate',
    { taskType: 'mj_video', prompt: 'a fox', motion: 'low', fileUrls: ['https://files.example/one.png'] },
  ],
} as const;

/** The simulated provider, spoken to over HTTP, on a clock that only it moves. */
export class Simulator {
  readonly #kie: Kie;
  readonly #clock: ManualClock;

  private constructor(kie: Kie, clock: ManualClock) {
    this.#kie = kie;
    this.#clock = clock;
  }

  static async open(): Promise<Simulator> {
    const clock = new ManualClock();
    return new Simulator(await startKie({ clock, knobs, credits: 1e9 }), clock);
  }

  close(): Promise<void> {
    return this.#kie.stop();
  }

  async #fetch(path: string, init: RequestInit = {}): Promise<Answer> {
    const headers = { authorization: `Bearer ${this.#kie.apiKey}`, 'content-type': 'application/json' };
    const response = await fetch(`${this.#kie.url}${path}`, { ...init, headers });
    return envelope.parse(await response.json());
  }

  /** The provider has a new model: these are its facts, as the simulator writes them down. */
  async learn(facts: unknown): Promise<void> {
    const response = await fetch(`${this.#kie.url}/__sim/models`, {
      ...{ method: 'POST', body: JSON.stringify(facts) },
      headers: { 'content-type': 'application/json' },
    });
    if (!response.ok) throw new Error(await response.text());
  }

  /** What its pages say of a form; nothing where they have none. */
  async inputOf(wire: string): Promise<KnownInput | undefined> {
    const { code, data } = await this.#fetch(`/api/v1/models/${otherNames[wire] ?? wire}/schema`);
    if (code !== 200) return undefined;
    const [first] = Object.values(page.parse(data).openapi.paths);
    const input = first?.post.requestBody.content['application/json'].schema.properties.input;
    return input && { fields: input.properties, required: input.required };
  }

  /** Takes a request as it left the house. */
  take({ method, path, query, text }: Pick<Sent, 'method' | 'path' | 'query' | 'text'>): Promise<Answer> {
    const search = new URLSearchParams(query).toString();
    return this.#fetch(search === '' ? path : `${path}?${search}`, {
      method,
      ...(text === undefined ? {} : { body: text }),
    });
  }

  /** The same, with what it took from the account, in thousandths of a credit. */
  async charge(sent: Sent): Promise<Answer & { readonly charged: number }> {
    const before = this.#kie.credits;
    const answer = await this.take(sent);
    return { ...answer, charged: Math.round((before - this.#kie.credits) * 1000) };
  }

  /** Lets every job come to its end. */
  async finish(): Promise<void> {
    await this.#clock.advance(2 * LATENCY_MS, () => this.#kie.idle());
  }

  /** Forgets everything that was asked of it. */
  forget(): void {
    this.#kie.reset();
  }

  /** A finished job for others to go on from; any name will do where the protocol does not look. */
  async parent(dialect: string, media: string): Promise<string> {
    const family = dialect === 'kie-veo-upgrade' ? 'kie-veo' : dialect;
    const order = parents[`${family} ${media}` as keyof typeof parents];
    if (order === undefined) return 'a1b2c3';
    const [path, body] = order;
    const { data } = await this.take({ method: 'POST', path, query: {}, text: JSON.stringify(body) });
    await this.finish();
    return taskOf.parse(data).taskId;
  }
}
