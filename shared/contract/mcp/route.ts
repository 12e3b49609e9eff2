import type { Route } from '../route.ts';

/**
 * The Model Context Protocol for chats. It has a description of its own, in the protocol's words, so that of the API says nothing
 * of it. Any key opens it: what a tool does is asked of the API with the same key, and is allowed or refused there.
 */
export const mcpRoute = {
  method: 'POST',
  path: '/mcp',
  functionName: 'serve-mcp',
  access: 'key',
  scopes: [],
} as const satisfies Route;
