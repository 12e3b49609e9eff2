import { McpServer } from '@modelcontextprotocol/server';
import manifest from './package.json' with { type: 'json' };
import { addAccount } from './tools/account.ts';
import { addGenerate } from './tools/generate.ts';
import { addModels } from './tools/models.ts';
import { addTasks } from './tools/tasks.ts';
import { addUpload } from './tools/upload.ts';
import type { Serving } from './serving.ts';

export type { Serving } from './serving.ts';

const instructions = [
  'Darkroom makes pictures, films and sounds with many models, and keeps them.',
  'Choose a model with list_models, read its fields with describe_model, then call generate with a new idempotencyKey for each thing that is wanted. It costs money: quote says how much.',
  'What takes longer than some seconds comes back as PENDING: look at it again with get_task, and never order it a second time because of that.',
  'A file of the user goes through upload_file; the id that it gives stands where a model takes a file, and so does the url of a file of an earlier task.',
].join('\n');

/** More members than this no order of ours has. */
const MOST_ELEMENTS = 10_000;

/** The tools of a chat, for the holder of one key. A server is for one connection. */
export function darkroomServer(serving: Serving): McpServer {
  const server = new McpServer(
    { name: 'darkroom', title: 'Darkroom', version: manifest.version },
    { instructions, maxToolInputElements: MOST_ELEMENTS },
  );
  for (const add of [addGenerate, addTasks, addModels, addUpload, addAccount]) add(server, serving);
  return server;
}
