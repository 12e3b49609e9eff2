import type { Service } from '../service.ts';

/** Google's own interface, of which nothing can be called yet. */
export const google: Service = { name: 'GOOGLE', title: 'Google' };
