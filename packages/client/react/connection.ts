import { createContext } from 'react';
import type { Darkroom } from '../darkroom.ts';
import type { LiveCache } from './live-cache.ts';

export interface Connected {
  readonly darkroom: Darkroom;
  readonly live: LiveCache;
}

/** What the provider gives. Apart from it, so that who only uploads loads no cache of queries. */
export const Connection = createContext<Connected | undefined>(undefined);
