import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Loaded before a program of a process of its own: what it takes to read our TypeScript is kept for the next one.
enableCompileCache(join(import.meta.dirname, '..', '..', '.build', 'compiled'));
