import { useQueryClient } from '@tanstack/react-query';
import { createElement, useContext, useMemo, useState, type ReactNode } from 'react';
import { renewing, type BrowserToken } from '../browser-token.ts';
import { createDarkroom, type Darkroom } from '../darkroom.ts';
import { Connection, type Connected } from './connection.ts';
import { liveCache } from './live-cache.ts';

/** A client of your own, or an address and what gives tokens for browsers: a route of your server that calls `tokens.create`. */
export type DarkroomProviderProps = { readonly children?: ReactNode } & (
  { readonly client: Darkroom } | { readonly url: string; readonly token: () => Promise<BrowserToken> }
);

/** Gives the hooks their client; stands within a `QueryClientProvider`. What it is first given is kept. */
export function DarkroomProvider(props: DarkroomProviderProps): ReactNode {
  const queries = useQueryClient();
  const [darkroom] = useState(() =>
    'client' in props ? props.client : createDarkroom({ url: props.url, key: renewing(props.token) }),
  );
  const value = useMemo(() => ({ darkroom, live: liveCache(darkroom, queries) }), [darkroom, queries]);
  return createElement(Connection, { value }, props.children);
}

export function useConnection(): Connected {
  const connected = useContext(Connection);
  if (connected) return connected;
  throw new Error('There is no DarkroomProvider around this component.');
}

/** The client, for what has no hook. */
export const useDarkroom = (): Darkroom => useConnection().darkroom;
