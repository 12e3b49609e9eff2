import type { ModelEntry } from './entry.ts';
import type { Media, Service } from './model.ts';

interface KnownModel {
  readonly id: string;
  readonly title: string;
  readonly vendor: string;
  readonly media: Media;
}

/** Entries for models that a service is known to offer but that cannot be called through it yet. */
export const knownAt = (service: Service, models: readonly KnownModel[]): ModelEntry[] =>
  models.map(({ media, ...facts }) => ({
    ...facts,
    aliases: [],
    service,
    dialect: 'none',
    media: [media],
    shape: 'input',
    forms: [],
    capabilities: [],
    timing: { expectedSeconds: 0, firstLookSeconds: 0, deadlineSeconds: 0, polls: 'quick' },
    lifecycle: { status: 'unavailable', reason: `Not yet reachable through ${service}.` },
    source: { url: '', date: '2026-11-20' },
  }));
