import type { TaskId } from '#domain/ids.ts';
import type { MilliCredits } from '#domain/money/money.ts';

export type Media = 'image' | 'video' | 'audio';
export type Lifecycle = 'active' | 'beta' | 'deprecated' | 'retired' | 'unavailable';

/** When to look, how often, and when to give up. All in seconds. */
export interface Timing {
  readonly expectedSeconds: number;
  /** How long to trust in a callback before asking for the first time. */
  readonly firstLookSeconds: number;
  readonly deadlineSeconds: number;
  readonly polls: 'quick' | 'slow';
}

/** A file that goes in: where in the request its address stands, and what the model takes there. */
export interface InputFile {
  /** A JSON pointer into the request. */
  readonly path: string;
  readonly url: string;
  /** Media types; `image/*` where the provider names none. */
  readonly accept?: readonly string[];
  readonly maxMegabytes?: number;
}

/** An earlier task that a request names. */
export interface ParentTask {
  /** Ours. */
  readonly taskId: TaskId;
  /** The field of the input that carries the provider's name for it. */
  readonly field: string;
  /** Where in the request it is named: a JSON pointer. */
  readonly path: string;
  /** The public ids of the models whose tasks will do, and what the task has to have made. */
  readonly of: readonly string[];
  readonly media: Media;
}

/** A valid request, understood: everything that the rest of the system needs to know of its model. Fits in JSON. */
export interface Plan {
  /** The name of the service. */
  readonly service: string;
  /** The public id: IMAGEN4, VEO3, nano-banana-pro … */
  readonly model: string;
  /** The provider's id of the form chosen: google/imagen4-fast, veo3_fast, mj_txt2img … */
  readonly wireModel: string;
  readonly dialect: string;
  readonly media: Media;
  /** What the dialect sends, defaults filled in. */
  readonly input: Readonly<Record<string, unknown>>;
  /** How many paid calls it takes (1–4). */
  readonly jobs: number;
  /** The field of the seed and, in the order of the calls, what each gets, where several are made with one that was given. */
  readonly seeds?: { readonly field: string; readonly values: readonly (string | number)[] };
  /** For the whole task. */
  readonly estimate: MilliCredits;
  readonly timing: Timing;
  /** Nobody has said what it costs: the estimate is nothing, and only the bill will tell. */
  readonly unpriced?: true;
  /** What is held of a budget then, for the whole task. */
  readonly held?: MilliCredits;
  /** The addresses of files that the provider will fetch. */
  readonly inputUrls: readonly InputFile[];
  /** The finished task of ours that this one goes on from; `withParent` puts the provider's name for it into the input. */
  readonly parent?: ParentTask;
  readonly deprecation?: { readonly date?: string; readonly sunset?: string; readonly successor?: string };
}
