import { accountingMutants } from './accounting.ts';
import { accountMutants } from './accounts.ts';
import { answerMutants } from './answer.ts';
import { archiveMutants } from './archive.ts';
import { callbackMutants } from './callback.ts';
import { executionMutants } from './executions.ts';
import { fileMutants } from './files.ts';
import { lifecycleMutants } from './lifecycle.ts';
import { liveMutants } from './live.ts';
import { placeMutants } from './places.ts';
import { removalMutants } from './removal.ts';
import { stuckMutants } from './stuck.ts';
import { submitMutants } from './submit.ts';
import { transferMutants } from './transfers.ts';
import { turnMutants } from './turns.ts';
import { uploadByteMutants } from './upload-bytes.ts';
import { versionMutants } from './versions.ts';
import { webhookMutants } from './webhooks.ts';
import type { Mutant } from './mutant.ts';

/** All planted defects. */
export const mutants: readonly Mutant[] = [
  ...submitMutants,
  ...callbackMutants,
  ...archiveMutants,
  ...removalMutants,
  ...answerMutants,
  ...accountingMutants,
  ...lifecycleMutants,
  ...executionMutants,
  ...stuckMutants,
  ...transferMutants,
  ...fileMutants,
  ...versionMutants,
  ...placeMutants,
  ...turnMutants,
  ...accountMutants,
  ...uploadByteMutants,
  ...webhookMutants,
  ...liveMutants,
];
