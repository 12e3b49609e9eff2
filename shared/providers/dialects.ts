import { alephDialect, fluxKontextDialect, gpt4oDialect, runwayDialect } from './kie/dedicated.ts';
import { jobsDialect } from './kie/jobs.ts';
import { midjourneyDialect } from './kie/midjourney.ts';
import { veoUpgradeDialect } from './kie/veo-upgrade.ts';
import { veoDialect } from './kie/veo.ts';
import type { Dialect } from './catalog/model.ts';

const dialects: ReadonlyMap<string, Dialect> = new Map([
  ['kie-jobs', jobsDialect],
  ['kie-veo', veoDialect],
  ['kie-veo-upgrade', veoUpgradeDialect],
  ['kie-midjourney', midjourneyDialect],
  ['kie-4o', gpt4oDialect],
  ['kie-flux-kontext', fluxKontextDialect],
  ['kie-runway', runwayDialect],
  ['kie-aleph', alephDialect],
]);

/** The dialect that a plan names. It knows no model: who reads a check with it says what the model makes. */
export function dialectNamed(name: string): Dialect {
  const dialect = dialects.get(name);
  if (dialect === undefined) throw new Error(`No dialect is called ${name}`);
  return dialect;
}
