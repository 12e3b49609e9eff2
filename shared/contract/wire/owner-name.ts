import * as z from 'zod';
import { ownerForm } from '#domain/ids.ts';

/** The name of an owner, as requests give it. */
export const ownerName = z.string().regex(ownerForm, 'Lowercase letters, digits and dashes, at most 39');
