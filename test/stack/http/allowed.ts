import type { RouteName } from '#contract/routes.ts';
import type { Scope } from '#domain/keys/scopes.ts';

/** What an address may name, that belongs to somebody. */
export type Thing = 'task' | 'upload' | 'object' | 'erasure' | 'key';

/** Who may use a route. */
interface Line {
  /** The scopes that a credential needs, all of them; `nobody asks` is an open route, none: any credential will do. */
  readonly needs: 'nobody asks' | readonly Scope[];
  /** What the address names. Another owner's is answered like one that never was. */
  readonly names?: Thing;
  /** Sent where the route would say of any other body that it does not fit, before it looks for the thing. */
  readonly body?: unknown;
}

const open = { needs: 'nobody asks' } as const;
const any = { needs: [] } as const;
const needs = (...scopes: Scope[]) => ({ needs: scopes });

/**
 * Who may do what: the only such table beside that of the routes, so that neither is changed by accident. Everything that
 * is not allowed here is refused.
 */
export const allowed: Readonly<Record<RouteName, Line>> = {
  createTask: needs('tasks:write'),
  createImage: needs('tasks:write'),
  createVideo: needs('tasks:write'),
  createAudio: needs('tasks:write'),
  quoteTasks: needs('tasks:write'),
  createBatch: needs('tasks:write'),
  varyTask: { ...needs('tasks:write'), names: 'task', body: { n: 1 } },
  listTasks: needs('tasks:read'),
  taskHistory: needs('tasks:read'),
  readTask: { ...needs('tasks:read'), names: 'task' },
  readTaskStatus: { ...needs('tasks:read'), names: 'task' },
  readTaskEvents: { ...needs('tasks:read'), names: 'task' },
  cancelTask: { ...needs('tasks:write'), names: 'task' },
  retryTask: { ...needs('tasks:write'), names: 'task' },
  deleteTask: { ...needs('tasks:write'), names: 'task' },
  readCaller: any,
  readUsage: needs('tasks:read'),
  eraseData: needs('tasks:write', 'uploads:write'),
  readErasure: { ...needs('tasks:read'), names: 'erasure' },
  listKeys: needs('keys'),
  createKey: needs('keys'),
  revokeKey: { ...needs('keys'), names: 'key' },
  rotateKey: { ...needs('keys'), names: 'key', body: {} },
  listItems: needs('operator'),
  decideItems: needs('operator'),
  adoptItem: needs('operator'),
  resubmitItem: needs('operator'),
  archiveItemAgain: needs('operator'),
  writeOffItem: needs('operator'),
  readAudit: needs('operator'),
  readBudget: needs('operator'),
  setBudget: needs('operator'),
  createUpload: needs('uploads:write'),
  completeUpload: { ...needs('uploads:write'), names: 'upload', body: {} },
  uploadFromUrl: needs('uploads:write'),
  uploadBase64: needs('uploads:write'),
  uploadStream: needs('uploads:write'),
  uploadForm: needs('uploads:write'),
  readUpload: { ...needs('uploads:read'), names: 'upload' },
  deleteUpload: { ...needs('uploads:write'), names: 'upload' },
  storageLink: needs('uploads:read'),
  storeObject: needs('uploads:write'),
  deleteObject: { ...needs('uploads:write'), names: 'object' },
  listModels: any,
  readModel: any,
  compatibility: any,
  home: open,
  apiDescription: open,
  docsPage: open,
  health: open,
  apiHealth: open,
  readMedia: open,
  probeMedia: open,
};
