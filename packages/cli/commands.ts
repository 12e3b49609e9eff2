import { cancel, events, plainOptions, retry, upload, usage } from './commands/acts.ts';
import { completion } from './commands/completion.ts';
import { generate, generateOptions } from './commands/generate.ts';
import { listen, listenOptions } from './commands/listen.ts';
import { mcp, mcpOptions } from './commands/mcp.ts';
import { modelsOptions, showModels } from './commands/models.ts';
import { open, openOptions } from './commands/open.ts';
import { showTask, taskOptions } from './commands/task.ts';
import { listTasks, tasksOptions } from './commands/tasks.ts';
import { trigger, triggerOptions } from './commands/trigger.ts';
import { watch, watchOptions } from './commands/watch.ts';
import type { Context } from './context.ts';

/** What is typed after `darkroom`. */
export interface Command {
  readonly run: (args: readonly string[], context: Context) => number | Promise<number>;
  readonly options: Readonly<Record<string, object>>;
}

/** Every command, by its name. */
export const commands: Readonly<Record<string, Command>> = {
  generate: { run: generate, options: generateOptions },
  task: { run: showTask, options: taskOptions },
  tasks: { run: listTasks, options: tasksOptions },
  models: { run: showModels, options: modelsOptions },
  open: { run: open, options: openOptions },
  watch: { run: watch, options: watchOptions },
  cancel: { run: cancel, options: plainOptions },
  retry: { run: retry, options: plainOptions },
  events: { run: events, options: plainOptions },
  upload: { run: upload, options: plainOptions },
  usage: { run: usage, options: plainOptions },
  listen: { run: listen, options: listenOptions },
  mcp: { run: mcp, options: mcpOptions },
  trigger: { run: trigger, options: triggerOptions },
  completion: { run: (args, context) => completion(args, context, wordsOf(commands)), options: {} },
};

const everywhere = ['data-dir', 'help'];

const wordsOf = (all: Readonly<Record<string, Command>>): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    Object.entries(all).map(([name, { options }]) => [name, [...Object.keys(options), ...everywhere]]),
  );
