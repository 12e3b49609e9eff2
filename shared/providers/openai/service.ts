import type { Service } from '../service.ts';

/** OpenAI's own interface, of which nothing can be called yet. */
export const openai: Service = { name: 'OPENAI', title: 'OpenAI' };
