import { readStageFile, stagesFolder } from '../../infra/stage-file.ts';

const YEAR_DAYS = 365;

/** How long a stage keeps lines of the audit; a laptop keeps them for a year. */
export function auditDaysOf(stage: string | undefined): number {
  const days = stage === undefined ? undefined : readStageFile(stagesFolder, stage)['auditDays'];
  return days === undefined ? YEAR_DAYS : Number(days);
}
