import { join } from 'node:path';
import { REFERENCE_FOLDER } from '#contract/service/reference.ts';
import { isMade } from '../http/discovery-responses.ts';
import { referenceIn } from '../http/reference-responses.ts';

/** The built API reference, which lies beside the bundle. */
export const connectReference = () => referenceIn(join(import.meta.dirname, REFERENCE_FOLDER), isMade);
