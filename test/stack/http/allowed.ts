import type { RouteName } from '#contract/routes.ts';
import type { ReachType } from '#domain/keys/reach.ts';
import type { Scope } from '#domain/keys/scopes.ts';

/** What an address may name, that belongs to somebody. */
export type Thing = 'task' | 'upload' | 'object' | 'erasure' | 'key' | 'webhook';

/** Who may use a route. */
interface Line {
  /** The scopes that a credential needs, all of them; `nobody asks` is an open route, none: any credential will do. */
  readonly needs: 'nobody asks' | readonly Scope[];
  /** Which tokens for pages may use it, by what they open; none where nothing is said. */
  readonly pages?: readonly ReachType[];
  /** What the address names. Another owner's is answered like one that never was. */
  readonly names?: Thing;
  /** Sent where the route would say of any other body that it does not fit, before it looks for the thing. */
  readonly body?: unknown;
}

const open = { needs: 'nobody asks' } as const;
const any = { needs: [], pages: ['owner', 'task', 'prompt', 'upload'] } as const;
const needs = (...scopes: Scope[]) => ({ needs: scopes });
/** What a page may do as well, whose token opens so much. */
const forPages = (scope: Scope, ...pages: ReachType[]) => ({ needs: [scope], pages });

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
  listTasks: forPages('tasks:read', 'owner', 'prompt'),
  taskHistory: forPages('tasks:read', 'owner', 'prompt'),
  tasksOfPrompt: forPages('tasks:read', 'owner', 'prompt'),
  readTask: { ...forPages('tasks:read', 'owner', 'task', 'prompt'), names: 'task' },
  readTaskStatus: { ...forPages('tasks:read', 'owner', 'task', 'prompt'), names: 'task' },
  readTaskEvents: { ...forPages('tasks:read', 'owner', 'task', 'prompt'), names: 'task' },
  cancelTask: { ...needs('tasks:write'), names: 'task' },
  retryTask: { ...needs('tasks:write'), names: 'task' },
  deleteTask: { ...needs('tasks:write'), names: 'task' },
  readCaller: any,
  readUsage: forPages('tasks:read', 'owner'),
  eraseData: needs('tasks:write', 'uploads:write'),
  readErasure: { ...forPages('tasks:read', 'owner'), names: 'erasure' },
  readOwnAccount: needs('providers'),
  setOwnAccount: needs('providers'),
  removeOwnAccount: needs('providers'),
  listKeys: needs('keys'),
  createKey: needs('keys'),
  revokeKey: { ...needs('keys'), names: 'key' },
  rotateKey: { ...needs('keys'), names: 'key', body: {} },
  createToken: { needs: [] },
  listWebhooks: needs('webhooks'),
  createWebhook: needs('webhooks'),
  readWebhook: { ...needs('webhooks'), names: 'webhook' },
  changeWebhook: { ...needs('webhooks'), names: 'webhook', body: {} },
  deleteWebhook: { ...needs('webhooks'), names: 'webhook' },
  rotateWebhookSecret: { ...needs('webhooks'), names: 'webhook', body: {} },
  readDefaultSecret: needs('webhooks'),
  rotateDefaultSecret: { ...needs('webhooks'), body: {} },
  testWebhook: { ...needs('webhooks'), names: 'webhook', body: {} },
  listDeliveries: { ...needs('webhooks'), names: 'webhook' },
  replayDelivery: { ...needs('webhooks'), names: 'webhook' },
  replayDeliveries: { ...needs('webhooks'), names: 'webhook', body: { from: '2026-11-20T00:00:00Z' } },
  readWebhookKeys: open,
  listItems: needs('operator'),
  decideItems: needs('operator'),
  adoptItem: needs('operator'),
  resubmitItem: needs('operator'),
  archiveItemAgain: needs('operator'),
  writeOffItem: needs('operator'),
  readAudit: needs('operator'),
  readBudget: needs('operator'),
  setBudget: needs('operator'),
  readLimits: needs('operator'),
  setLimits: needs('operator'),
  listAccounts: needs('operator'),
  setAccount: needs('operator'),
  removeAccount: needs('operator'),
  createUpload: forPages('uploads:write', 'upload'),
  createUploadInParts: forPages('uploads:write', 'upload'),
  readUploadParts: { ...forPages('uploads:write', 'upload'), names: 'upload' },
  completeUpload: { ...forPages('uploads:write', 'upload'), names: 'upload', body: {} },
  uploadFromUrl: forPages('uploads:write', 'upload'),
  uploadBase64: forPages('uploads:write', 'upload'),
  uploadStream: forPages('uploads:write', 'upload'),
  uploadForm: forPages('uploads:write', 'upload'),
  readUpload: { ...forPages('uploads:read', 'owner', 'upload'), names: 'upload' },
  deleteUpload: { ...needs('uploads:write'), names: 'upload' },
  storageLink: forPages('uploads:read', 'owner'),
  storeObject: forPages('uploads:write', 'upload'),
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
