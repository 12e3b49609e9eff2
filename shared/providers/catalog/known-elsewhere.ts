import type { LifecycleFacts, ModelEntry } from './entry.ts';
import type { Media } from './model.ts';

interface KnownModel {
  readonly id: string;
  readonly title: string;
  readonly vendor: string;
  readonly media: Media;
  /** What became of it at the service. */
  readonly lifecycle: Omit<LifecycleFacts, 'status'>;
  readonly source: string;
}

/** Entries for models that a service has, or had, under names of ours, and that cannot be called through it. */
export const knownAt = (service: string, models: readonly KnownModel[]): ModelEntry[] =>
  models.map(({ media, lifecycle, source, ...facts }) => ({
    ...facts,
    aliases: [],
    service,
    dialect: 'none',
    media: [media],
    shape: 'input',
    forms: [],
    capabilities: [],
    timing: { expectedSeconds: 0, firstLookSeconds: 0, deadlineSeconds: 0, polls: 'quick' },
    lifecycle: {
      ...lifecycle,
      status: 'unavailable',
      reason: `Not yet reachable through ${service}. ${lifecycle.reason ?? ''}`.trim(),
    },
    source: { url: source, date: '2026-11-20' },
  }));
