import type { Capability, Field, Form, LifecycleFacts } from '#providers/catalog/entry.ts';
import type { Timing } from '#providers/catalog/model.ts';
import { findNamed, wiresOf } from '#providers/catalog/names.ts';
import { notApplicable, overAll, same, unless } from './check.ts';
import type { Check } from './check.ts';
import type { Subject } from './subject.ts';

const day = /^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const address = /^https:\/\/[a-z0-9.-]+\.[a-z]+\/\S*$/;
/** The newest fact of the catalogue is not older than its compilation. */
const LATEST = '2026-12-31';

const isDay = (text: string): boolean => day.test(text) && text <= LATEST;

const namesOf = ({ entry }: Subject): string[] => [
  ...new Set([entry.id, ...entry.aliases, ...wiresOf(entry)]),
];

const siblings = ({ entry, catalogue }: Subject) =>
  catalogue.filter(({ service }) => service === entry.service);

const isFound: Check = {
  name: 'is found by its id, its aliases and its wire ids, in any case',
  fewest: 200,
  run: (subject) =>
    overAll(namesOf(subject), 'it has no name', (name) =>
      [name, name.toLowerCase(), name.toUpperCase()].flatMap((spelled) =>
        same(spelled, findNamed(siblings(subject), spelled)?.entry.id, subject.entry.id),
      ),
    ),
};

const sharesNoName: Check = {
  name: 'shares no name with another model of its service',
  fewest: 200,
  run: (subject) => {
    const others = siblings(subject).filter(({ id }) => id !== subject.entry.id);
    const taken = new Set(others.flatMap((entry) => [entry.id, ...entry.aliases, ...wiresOf(entry)]));
    return overAll(namesOf(subject), 'it has no name', (name) =>
      unless(!taken.has(name), `${name} is also the name of another model`),
    );
  },
};

/** Ids go into addresses and onto the wire; a blank in one is a slip of the pen. */
const spellsItsNames: Check = {
  name: 'has names that can stand in an address',
  fewest: 200,
  run: (subject) =>
    overAll(namesOf(subject), 'it has no name', (name) =>
      unless(/^[A-Za-z0-9][\w.\-/]*$/.test(name), `${JSON.stringify(name)} cannot`),
    ),
};

const datesOf = ({ deprecatedAt, sunset }: LifecycleFacts): string[] =>
  [deprecatedAt, sunset].filter((date) => date !== undefined);

const saysItsSources: Check = {
  name: 'says where its facts come from, and when they were read',
  fewest: 200,
  run: ({ entry }) => {
    const prices = entry.forms.map(({ price }) => ({ url: price.source, date: price.date }));
    return overAll([entry.source, ...prices], 'it has no source', ({ url, date }) => [
      ...unless(address.test(url), `${url} is no address`),
      ...unless(isDay(date), `${date} is no day`),
      ...unless(
        datesOf(entry.lifecycle).every((one) => day.test(one)),
        'a date of its lifecycle is no day',
      ),
    ]);
  },
};

const isCallableOrSaysWhy: Check = {
  name: 'can be called, or says why not and is refused for that reason',
  fewest: 200,
  run: (subject) => {
    const { entry, isCallable } = subject;
    if (isCallable) return overAll([entry], '', () => unless(entry.forms.length > 0, 'it has no form'));
    return overAll([entry], '', ({ id, service, lifecycle, forms }) => [
      ...unless((lifecycle.reason ?? '').length > 10, 'no reason is given'),
      ...unless(forms.length === 0, 'it has forms all the same'),
      ...same('the refusal', subject.attempt({ service, model: id, input: {} }).code, 'incompatible_service'),
    ]);
  },
};

const namesSuccessor: Check = {
  name: 'names a living successor when it is dying',
  fewest: 8,
  run: ({ entry, catalogue }) => {
    const { status, successor, reason, deprecatedAt } = entry.lifecycle;
    const isDying = status === 'retired' || status === 'deprecated';
    if (!isDying && successor === undefined) return notApplicable(`it is ${status}`);
    // What cannot be called at all may be succeeded by what another service offers.
    const next = isDying ? catalogue.filter(({ service }) => service === entry.service) : catalogue;
    const heir = successor === undefined ? undefined : findNamed(next, successor)?.entry;
    return overAll([entry], '', () => [
      ...unless(heir !== undefined, `its successor ${successor} is not there`),
      ...unless(
        heir === undefined || ['active', 'beta'].includes(heir.lifecycle.status),
        'its successor is gone',
      ),
      ...unless(
        heir === undefined || heir.media.some((one) => entry.media.includes(one)),
        'makes something else',
      ),
      ...unless(
        !isDying || (reason !== undefined && deprecatedAt !== undefined),
        'it says not why, or not since when',
      ),
    ]);
  },
};

const isRefusedWhenGone: Check = {
  name: 'is refused with its successor once it is gone',
  fewest: 8,
  run: (subject) => {
    const { service, id, lifecycle } = subject.entry;
    if (lifecycle.status !== 'retired') return notApplicable(`it is ${lifecycle.status}`);
    const { code } = subject.attempt({ service, model: id, input: {} }, false);
    return overAll([code], '', (found) => same('the refusal', found, 'model_retired'));
  },
};

const timingFaults = (
  media: string,
  { expectedSeconds, firstLookSeconds, deadlineSeconds }: Timing,
): string[] => [
  ...unless(expectedSeconds > 0, 'it is expected at once'),
  ...unless(firstLookSeconds >= 60, 'it looks before a callback can have come'),
  ...unless(firstLookSeconds >= expectedSeconds, 'it looks before a result is expected'),
  ...unless(deadlineSeconds >= 2 * firstLookSeconds, 'it gives up before it has looked twice'),
  ...same('the deadline', deadlineSeconds, media === 'video' ? 7200 : 1800),
];

const takesItsTime: Check = {
  name: 'has a deadline, a first look and a poll profile that fit together',
  fewest: 150,
  run: ({ entry, forms }) =>
    overAll(forms, 'it cannot be called', (form) => {
      const timing = form.timing ?? entry.timing;
      const isSlow = ['kie-veo', 'kie-midjourney'].includes(entry.dialect);
      return [
        ...timingFaults(form.media, timing),
        // The pages of these two ask for half a minute between questions.
        ...unless(!isSlow || entry.id.includes('/') || timing.polls === 'slow', 'it asks too often'),
      ];
    }),
};

const agreesOnMedia: Check = {
  name: 'makes what its entry says it makes',
  fewest: 150,
  run: (subject) =>
    overAll(subject.forms, 'it cannot be called', (form) => [
      ...unless(subject.entry.media.includes(form.media), `${form.wire} makes ${form.media}`),
      ...same(`${form.wire} in its plan`, subject.planned(form).media, form.media),
      ...same(
        'all media',
        [...subject.entry.media].sort(),
        [...new Set(subject.forms.map(({ media }) => media))].sort(),
      ),
    ]),
};

const anywhere = (forms: readonly Form[], is: (name: string, field: Field) => boolean): boolean =>
  forms.some(({ fields }) => Object.entries(fields).some(([name, field]) => is(name, field)));

/** What a field promises, whatever the entry's own list says. */
const promised: readonly (readonly [Capability, (name: string, field: Field) => boolean])[] = [
  ['seed', (name) => name === 'seed' || name === 'seeds'],
  ['mask', (name, { type }) => /mask/.test(name) && type !== 'boolean'],
  ['follow-up', (_name, { type }) => type === 'parent'],
  ['negative-prompt', (name) => name.startsWith('negative_')],
];

const listsWhatItCan: Check = {
  name: 'lists the capabilities that its fields give it, and no others of that kind',
  fewest: 60,
  run: ({ entry, forms }) => {
    const told = promised.filter(
      ([capability, is]) => anywhere(forms, is) || entry.capabilities.includes(capability),
    );
    return overAll(told, 'none of its fields promises a capability', ([capability, is]) =>
      same(capability, entry.capabilities.includes(capability), anywhere(forms, is)),
    );
  },
};

export const factsChecks: readonly Check[] = [
  isFound,
  sharesNoName,
  spellsItsNames,
  saysItsSources,
  isCallableOrSaysWhy,
  namesSuccessor,
  isRefusedWhenGone,
  takesItsTime,
  agreesOnMedia,
  listsWhatItCan,
];
