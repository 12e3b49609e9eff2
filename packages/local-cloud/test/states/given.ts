import type { SFNClient } from '@aws-sdk/client-sfn';
import type { Subject } from './subject.ts';

/** Hands the tests of one part the subject and a client once they run. */
export type Given = () => { subject: Subject; client: SFNClient };
