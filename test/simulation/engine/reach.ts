import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { SourcePatch } from './source-patch.ts';

/** The files whose every await the simulation has to reach; files that are not listed take no part in a task. */
export const simulatedFiles = [
  ...[
    'tasks/answer-as-before',
    'workflow/archive-output',
    'workflow/account-refusal',
    'workflow/ask-job',
    'tasks/cancel-task',
    'files/complete-upload',
    'files/count-arrival',
    'workflow/close-task',
    'workflow/copy-to-provider',
    'tasks/create-task',
    'files/create-upload',
    'operators/archive-again',
    'operators/decide-item',
    'operators/list-items',
    'tasks/delete-task',
    'files/task-objects',
    'files/delete-upload',
    'files/expire-uploads',
    'files/bring-file',
    'files/fetch-file',
    'files/fetch-upload',
    'workflow/fetch-input',
    'workflow/begin-dispatch',
    'workflow/choose-account',
    'workflow/finalize-task',
    'workflow/follow-dispatch',
    'workflow/follow-execution',
    'workflow/give-places',
    'workflow/give-turns',
    'workflow/give-up-task',
    'workflow/glance-tasks',
    'workflow/join-queue',
    'workflow/queue-fronts',
    'workflow/turn-weights',
    'workflow/keep-answer',
    'limits/count-open-tasks',
    'workflow/look-up-figures',
    'workflow/provider-callback',
    'files/make-thumbnails',
    'tasks/plan-task',
    'workflow/prepare-inputs',
    'workflow/query-generation',
    'workflow/raise-orphan',
    'tasks/read-shown',
    'tasks/read-tasks',
    'files/read-upload',
    'money/read-usage',
    'files/remove-orphans',
    'tasks/retry-task',
    'files/preview-outputs',
    'files/storage-object',
    'files/store-upload',
    'workflow/send-job',
    'tasks/store-task',
    'workflow/submit-generation',
    'workflow/in-turn',
    'workflow/open-accounts',
    'workflow/see-to-gates',
    'workflow/sweep-tasks',
    'files/upload-from-url',
    'files/upload-dependencies',
    'files/upload-use',
    'files/use-inputs',
    'live/event-message',
    'live/push-events',
    'live/subscribe',
    'live/sweep-feeds',
    'webhooks/deliver-events',
    'webhooks/event-data',
    'webhooks/find-receiver',
    'webhooks/post-event',
    'webhooks/sweep-deliveries',
    'webhooks/tell-disabled',
  ].map((name) => `shared/actions/${name}.ts`),
  ...[
    'tasks/account-rows',
    'tasks/admission-gate',
    'tasks/own-account-notes',
    'tasks/turn-lease',
    'tasks/waiting-list',
    'tasks/waiting-lines',
    'tasks/gate-view',
    'tasks/question-turns',
    'files/copy-store',
    'limits/limit-store',
    'limits/open-task-counts',
    'limits/open-tasks',
    'limits/upload-bytes',
    'operators/item-store',
    'money/ledger-store',
    'tasks/due-tasks',
    'tasks/task-changes',
    'tasks/task-lists',
    'tasks/task-removal',
    'tasks/task-store',
    'files/upload-rows',
    'files/upload-store',
    'table/versioned-row',
    'tasks/task-notices',
    'live/feed-store',
    'live/listener-store',
    'live/watch-markers',
    'webhooks/delivery-lease',
    'webhooks/delivery-store',
    'webhooks/outbox',
    'webhooks/webhook-store',
  ].map((name) => `shared/storage/${name}.ts`),
];

/** One await, and where it stands. */
export interface Await {
  readonly id: number;
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

const root = join(import.meta.dirname, '..', '..', '..');

/** Every await of these files, and the patches that make each of them say so when it is reached. */
export function markAwaits(files: readonly string[]): { awaits: Await[]; patches: SourcePatch[] } {
  const awaits: Await[] = [];
  const patches = files.map((file): SourcePatch => {
    const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.ES2024);
    const insertions: { at: number; text: string }[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isAwaitExpression(node)) {
        const id = awaits.length;
        const start = node.getStart(source);
        const { line } = source.getLineAndCharacterOfPosition(start);
        awaits.push({ id, file, line: line + 1, text: node.getText(source).split('\n')[0] ?? '' });
        insertions.push({ at: start, text: `(reached(${id}), ` }, { at: node.getEnd(), text: ')' });
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
    return { file, insertions };
  });
  return { awaits, patches };
}
