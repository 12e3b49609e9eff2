// The suite as it stands, against a store elsewhere that refuses what Cloudflare R2 refuses.
import { usual } from '../stores.ts';

usual.store = 'r2';
await import('../uploads/cleanup.test.ts');
