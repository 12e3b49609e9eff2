import { auditWriter, type AuditWriter } from '#storage/operators/audit-store.ts';
import { readSettings } from './settings.ts';

/** What makes lines that tell of what was done. */
export const connectAuditWriter = (): AuditWriter => auditWriter(readSettings('AUDIT_DAYS').AUDIT_DAYS);
