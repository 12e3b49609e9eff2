import type { Darkroom } from '@darkroom/client';
import type { McpServer } from '@modelcontextprotocol/server';

/** For whom the tools work, and within which limits. */
export interface Serving {
  readonly darkroom: Darkroom;
  /** What costs more credits is asked of the user first. `Infinity` asks nothing. */
  readonly confirmAbove: number;
  /** Below which folders files of this machine may be read; none are where it is empty, and where there is no machine of the user's. */
  readonly folders?: readonly string[];
  /** Whether whoever waits for a task occupies this process, or asks the API to hold its answer while it has a place for that. */
  readonly waits?: 'here' | 'at the API';
}

/** Adds the tools of one subject. */
export type AddTools = (server: McpServer, serving: Serving) => void;
