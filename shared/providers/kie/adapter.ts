import type { ServiceAdapter } from '../service.ts';
import { kieClient } from './client.ts';
import { creditProbe } from './credit.ts';
import { alephDialect, fluxKontextDialect, gpt4oDialect, runwayDialect } from './dedicated.ts';
import { modelListing } from './drift.ts';
import { jobsDialect } from './jobs.ts';
import { midjourneyDialect } from './midjourney.ts';
import { kieCopies } from './upload.ts';
import { isSecret } from './secret.ts';
import { veoUpgradeDialect } from './veo-upgrade.ts';
import { veoDialect } from './veo.ts';

/** How Kie.ai is spoken to. */
export const kieAdapter: ServiceAdapter = {
  dialects: {
    'kie-jobs': jobsDialect,
    'kie-veo': veoDialect,
    'kie-veo-upgrade': veoUpgradeDialect,
    'kie-midjourney': midjourneyDialect,
    'kie-4o': gpt4oDialect,
    'kie-flux-kontext': fluxKontextDialect,
    'kie-runway': runwayDialect,
    'kie-aleph': alephDialect,
  },
  connect: kieClient,
  isSecret,
  probe: creditProbe,
  listing: modelListing,
  copies: kieCopies,
};
