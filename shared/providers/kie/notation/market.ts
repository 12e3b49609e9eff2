import { once } from '#domain/once.ts';
import type { Capability, Form, LifecycleFacts, ModelEntry, Selector } from '../../catalog/entry.ts';
import type { Media, Timing } from '../../catalog/model.ts';
import { capabilitiesOf } from './capabilities.ts';

/** What the models of one family have in common. */
export interface Family {
  readonly vendor: string;
  readonly media: Media;
  /** Seconds that a job usually takes. */
  readonly takes: number;
  /** `slow` where the provider asks for half a minute between questions. */
  readonly polls?: Timing['polls'];
  /** Where the pages lie, and when they were read. */
  readonly pages?: string;
  readonly read?: string;
  readonly dialect?: string;
}

type FormFacts = Pick<Form, 'title' | 'fields' | 'price'> &
  Partial<Pick<Form, 'rules' | 'derived' | 'example' | 'jobsField'>>;

interface EntryFacts {
  readonly aliases?: readonly string[];
  readonly lifecycle?: LifecycleFacts;
  /** The path of its page, where that is not its id. */
  readonly page?: string;
  readonly read?: string;
  readonly takes?: number;
  readonly capabilities?: readonly Capability[];
}

/** Of a model whose fields stand in a third party's list, not on a page of the provider that was read. */
export const beta: LifecycleFacts = {
  status: 'beta',
  reason: 'Its fields are known from a third-party list, not from a page of the provider.',
};

/** Of a model that the provider's list lacks though its page or price is there. */
export const unlisted: LifecycleFacts = {
  status: 'beta',
  reason: 'Missing in the provider’s list of 2026-10-01, though its documentation or price is there.',
};

const DOCS = 'https://docs.kie.ai/market/';
const SHORTEST_LOOK = 60;
const deadlines: Readonly<Record<Media, number>> = { image: 1800, audio: 1800, video: 7200 };

/** When to look at a job that usually takes so long. */
export const timingOf = (media: Media, seconds: number, polls: Timing['polls'] = 'quick'): Timing => ({
  expectedSeconds: seconds,
  firstLookSeconds: Math.max(SHORTEST_LOOK, 2 * seconds),
  deadlineSeconds: deadlines[media],
  polls,
});

/** An entry whose fields and prices are laid out when they are first looked at: a cold start looks at one model. */
function entryOf(
  {
    vendor,
    media,
    takes: usual,
    polls,
    pages = DOCS,
    read: readOn = '2026-08-19',
    dialect = 'kie-jobs',
  }: Family,
  {
    id,
    title,
    aliases = [],
    lifecycle = { status: 'active' },
    page = id,
    takes = usual,
    read = readOn,
    ...more
  }: EntryFacts & { id: string; title: string },
  wires: Readonly<Record<string, () => FormFacts>>,
): ModelEntry {
  const forms = once(() => Object.entries(wires).map(([wire, facts]) => ({ media, wire, ...facts() })));
  const capabilities = once(() => more.capabilities ?? capabilitiesOf(forms()));
  return {
    ...{ id, aliases, title, vendor, service: 'KIE', dialect, media: [media], shape: 'input', lifecycle },
    wires: Object.keys(wires),
    get forms() {
      return forms();
    },
    get capabilities() {
      return capabilities();
    },
    timing: timingOf(media, takes, polls),
    source: { url: page.startsWith('https:') ? page : pages + page, date: read },
  };
}

/** Makes entries of models that have one form, which is called as they are. */
export const family =
  (common: Family) =>
  (id: string, title: string, form: () => Omit<FormFacts, 'title'>, more: EntryFacts = {}): ModelEntry =>
    entryOf(common, { id, title, ...more }, { [id]: () => ({ title, ...form() }) });

/** Makes an entry of a model that has several forms; what is given decides between them, or the selector. */
export const forms = (
  common: Family,
  { id, title, selector, ...more }: EntryFacts & { id: string; title: string; selector: Selector },
  wires: Readonly<Record<string, () => FormFacts>>,
): ModelEntry => Object.assign(entryOf(common, { id, title, ...more }, wires), { selector });

/** Makes entries of models that are known of but cannot be called, each with the reason. */
export const unavailable =
  ({ vendor, media, pages = DOCS, read = '2026-10-07' }: Omit<Family, 'takes'>) =>
  (
    id: string,
    title: string,
    facts: { reason: string; page?: string; successor?: string; aliases?: readonly string[] },
  ): ModelEntry => ({
    id,
    aliases: facts.aliases ?? [],
    title,
    vendor,
    service: 'KIE',
    dialect: 'none',
    media: [media],
    shape: 'input',
    wires: [],
    forms: [],
    capabilities: [],
    timing: { expectedSeconds: 0, firstLookSeconds: 0, deadlineSeconds: 0, polls: 'quick' },
    lifecycle: {
      status: 'unavailable',
      reason: facts.reason,
      ...(facts.successor === undefined ? {} : { successor: facts.successor }),
    },
    source: { url: pages + (facts.page ?? id), date: read },
  });
