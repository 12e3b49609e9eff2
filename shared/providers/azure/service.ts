import type { Service } from '../service.ts';

/** Azure's own interface, of which nothing can be called yet. */
export const azure: Service = { name: 'AZURE', title: 'Azure' };
