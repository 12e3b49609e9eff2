import type { Lifecycle, Media, Timing } from './model.ts';

export type Scalar = string | number | boolean;

/** What must be true of one field: its value, one of several, how many items it has, or whether it is there at all. */
export type Test =
  | Scalar
  | readonly Scalar[]
  | { readonly count: { readonly min?: number; readonly max?: number } }
  | { readonly given: boolean };

/** Holds when every named field passes its test. Prices, rules and derived defaults all speak this one language. */
export type Condition = Readonly<Record<string, Test>>;

/** An older or other name under which a field is taken; `single` says that it carries one item of a list. */
export interface Spelling {
  readonly name: string;
  readonly single?: true;
}

interface FieldFacts {
  readonly required?: true;
  /** The service's page asks for it, but calls without it are known to pass: it may be left out. */
  readonly absentOk?: true;
  /** What it is for; where it is left out, the glossary's words for its name hold. */
  readonly description?: string;
  readonly spellings?: readonly Spelling[];
}

export interface TextField extends FieldFacts {
  readonly type: 'string';
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly enum?: readonly string[];
  /** Values that are taken but not offered, such as older names. */
  readonly also?: readonly string[];
  readonly pattern?: string;
  readonly default?: string;
  /** A number is taken too, and sent as text. */
  readonly alsoAs?: 'number';
}

export type FileKind = 'image' | 'video' | 'audio';

/** The address of a file that the provider will fetch. */
export interface FileField extends FieldFacts {
  readonly type: 'file';
  /** None where the service takes several kinds. */
  readonly kind?: FileKind;
  /** Media types, where the page names them. */
  readonly accept?: readonly string[];
  readonly maxMegabytes?: number;
  /** Other schemes than http that the service understands, such as its own `asset:`. */
  readonly schemes?: readonly string[];
}

/** A finished task of ours to go on from; on the wire it becomes what the provider calls that task. */
export interface ParentField extends FieldFacts {
  readonly type: 'parent';
  /** The public ids of the models whose tasks will do. */
  readonly of: readonly string[];
  /** What that task has to have made. */
  readonly media: Media;
}

export interface NumberField extends FieldFacts {
  readonly type: 'number' | 'integer';
  readonly min?: number;
  readonly max?: number;
  readonly enum?: readonly number[];
  /** Values outside the range that are allowed as well. */
  readonly special?: readonly number[];
  /** Documented, not enforced: the service's own examples break it. */
  readonly step?: number;
  readonly default?: number;
  /** Digits in quotes are taken too, and sent as a number. */
  readonly alsoAs?: 'string';
}

export interface BooleanField extends FieldFacts {
  readonly type: 'boolean';
  readonly default?: boolean;
}

export interface ListField extends FieldFacts {
  readonly type: 'list';
  readonly items: Field;
  readonly minItems?: number;
  readonly maxItems?: number;
}

export interface GroupField extends FieldFacts {
  readonly type: 'group';
  readonly fields: Fields;
}

export type Field = TextField | FileField | ParentField | NumberField | BooleanField | ListField | GroupField;
export type Fields = Readonly<Record<string, Field>>;

/** Where `when` holds, `then` must hold too; if not, the field `at` is at fault, in these words. */
export interface Rule {
  readonly when: Condition;
  readonly then: Condition;
  readonly at: string;
  readonly message: string;
}

/** What is added up: how many a list holds, or of each of its groups the value or the characters of a member. */
export type Addend =
  | { readonly field: string; readonly by: 'items' }
  | { readonly field: string; readonly by: 'value' | 'characters'; readonly member: string };

/** A sum that may be no more than a number, or than the value of a field; if it is, the field `at` is at fault. */
export interface Total {
  readonly of: readonly Addend[];
  readonly most: number | { readonly field: string };
  readonly at: string;
  readonly message: string;
}

/** Of each group of a list: the member `to` is no less than `from`, and no more than `most` beyond it. */
export interface Span {
  readonly list: string;
  readonly from: string;
  readonly to: string;
  readonly most: number;
  readonly message: string;
}

/** What multiplies a price: the value of a field, the number of its items, or its length in characters. */
export interface Times {
  readonly field: string;
  readonly by: 'value' | 'items' | 'characters';
  /** Divided by this, or by the value of this field. */
  readonly per?: number | string;
  /** In a list of groups: the member whose characters count. */
  readonly member?: string;
  /** So many are free. */
  readonly beyond?: number;
}

export interface PriceTier {
  /** A name with a dot, such as `parent.resolution`, stands for what the request itself does not say. */
  readonly when?: Condition;
  readonly credits: number;
  /** Units assumed on top, of which only a file can tell: seconds of a film that is put in. */
  readonly assumed?: number;
}

/** What input costs besides. */
export interface PriceExtra {
  readonly unit: string;
  readonly credits: number;
  readonly times: Times;
}

/** The first tier that holds, times the quantity that one job makes of the unit. No tier and no extra: no price is known. */
export interface PriceRule {
  readonly unit: string;
  readonly tiers: readonly PriceTier[];
  readonly times?: Times;
  readonly extras?: readonly PriceExtra[];
  /** How many units are assumed where the request does not say, such as the seconds of a sound that is put in. */
  readonly assumed?: number;
  /** Where nobody has said what the model costs: what is held of a budget for one call, the dearest of its family, in credits. */
  readonly held?: number;
  /** The last day of a promotion, `YYYY-MM-DD`; the price after it is not known. */
  readonly until?: string;
  readonly source: string;
  readonly date: string;
}

/** One wire form of a model: what the provider calls it and what it takes. */
export interface Form {
  readonly wire: string;
  readonly title: string;
  readonly media: Media;
  readonly fields: Fields;
  readonly rules?: readonly Rule[];
  readonly totals?: readonly Total[];
  readonly spans?: readonly Span[];
  /** Values that follow from others where the caller gave none; the first that holds wins. */
  readonly derived?: readonly { readonly field: string; readonly when: Condition; readonly value: Scalar }[];
  /** A field that counts paid calls and never goes on the wire. */
  readonly jobsField?: string;
  readonly price: PriceRule;
  readonly timing?: Timing;
  /** An input that works, where the one made of the required fields would not. */
  readonly example?: Readonly<Record<string, unknown>>;
}

export interface LifecycleFacts {
  readonly status: Lifecycle;
  readonly reason?: string;
  /** Dates, `YYYY-MM-DD`. */
  readonly deprecatedAt?: string;
  readonly sunset?: string;
  /** The public id of the model to use instead. */
  readonly successor?: string;
}

/** How the caller says which form is meant. */
export interface Selector {
  readonly field: string;
  /** The form taken where the caller says nothing; without it the selector must be given. */
  readonly default?: string;
  /** Before that: the form that follows from what is given. The first that holds wins. */
  readonly by?: readonly { readonly when: Condition; readonly wire: string }[];
}

export type Capability =
  | 'text-to-image'
  | 'image-to-image'
  | 'text-to-video'
  | 'image-to-video'
  | 'video-to-video'
  | 'audio-to-video'
  | 'text-to-audio'
  | 'audio-to-audio'
  | 'first-and-last-frame'
  | 'reference-images'
  | 'style-reference'
  | 'mask'
  | 'follow-up'
  | 'sound'
  | 'negative-prompt'
  | 'seed'
  | 'batch'
  | 'watermark'
  | 'callback';

/** All that is peculiar to one model. Pure data: adding a model adds one of these. */
export interface ModelEntry {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly title: string;
  readonly vendor: string;
  readonly service: string;
  readonly dialect: string;
  readonly media: readonly Media[];
  /** Where the fields lie when the model is named by its id: beside `model`, or in `input`. */
  readonly shape: 'flat' | 'input';
  readonly selector?: Selector;
  /** The provider's ids of the forms, where they can be told without laying out the forms. */
  readonly wires?: readonly string[];
  /** None for a model that is only known of (`unavailable`). */
  readonly forms: readonly Form[];
  readonly capabilities: readonly Capability[];
  readonly timing: Timing;
  readonly lifecycle: LifecycleFacts;
  readonly source: { readonly url: string; readonly date: string };
}
