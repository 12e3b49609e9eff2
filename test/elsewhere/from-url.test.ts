// The suite as it stands, against a store elsewhere that refuses what Cloudflare R2 refuses.
import { usual } from '../stack/media-stores.ts';

usual.store = 'r2';
await import('../stack/uploads/from-url.test.ts');
