import type { CreateTask, Task } from './api-types.gen.ts';
import { createDarkroom } from './darkroom.ts';
import { DarkroomError, localError, type FieldError } from './error.ts';
import { refusePaths } from './input-paths.ts';
import type { ClientOptions } from './transport.ts';
import { uploadedFile, type UploadedFile } from './uploaded-file.ts';

export type { UploadedFile } from './uploaded-file.ts';

/** A task, as actions answer with it. */
export type GenerationTask = Task;

/** What is ordered. */
export type CreateGenerationTaskInput = CreateTask;

/** Here it is, or why not, in words that can be shown. Nothing that does not survive the way to a page. */
export type ActionResult<Data> =
  | { readonly success: true; readonly data: Data }
  | {
      readonly success: false;
      readonly error: string;
      /** The API's word for it. */
      readonly code: string;
      /** The HTTP status; 0 where nothing was answered, or asked. */
      readonly status: number;
      /** Every fault of what was sent. */
      readonly errors: readonly FieldError[];
    };

export interface OrderOptions {
  /** With the same key a repeated order answers with the first task, and pays nothing again. */
  readonly idempotencyKey?: string;
}

/** What pages may ask of a server, in the form of Next.js: plain values come in, plain values go out. */
export interface GenerationActions {
  /** Orders a task; it is underway when this answers. */
  readonly createGenerationTask: (
    input: CreateGenerationTaskInput,
    options?: OrderOptions,
  ) => Promise<ActionResult<GenerationTask>>;
  /** One task, as it is now. */
  readonly queryGenerationTask: (taskId: string) => Promise<ActionResult<GenerationTask>>;
  /** Brings in the `file` of a form, into the folder `uploadPath` where the form names one. */
  readonly uploadGenerationFile: (form: FormData) => Promise<ActionResult<UploadedFile>>;
}

const USUAL_FOLDER = 'user-uploads';

/**
 * The actions of one deployment. They are called by whoever can reach the page, with whatever he likes to send: files come in by
 * their bytes alone, never by a path of the server. `key` says for whom; what it throws is thrown on.
 */
export function generationActions(options: ClientOptions): GenerationActions {
  const darkroom = createDarkroom(options);
  return {
    createGenerationTask: (input, sent) =>
      resultOf(async () => {
        if (!isObject(input)) throw localError('validation_failed', 'There is no order');
        const idempotencyKey = keyIn(sent);
        // What a page names as a path would be one of this server.
        refusePaths(input.providerParams, '/providerParams');
        return darkroom.tasks.create(input, { idempotencyKey });
      }),
    queryGenerationTask: (taskId) =>
      resultOf(async () => {
        if (!isId(taskId)) throw localError('not_found', 'There is no such task');
        return darkroom.tasks.get(taskId);
      }),
    uploadGenerationFile: (form) =>
      resultOf(async () => {
        const { file, uploadPath } = partsOf(form);
        return uploadedFile(await darkroom.upload(file, { uploadPath }));
      }),
  };
}

async function resultOf<Data>(act: () => Promise<Data>): Promise<ActionResult<Data>> {
  try {
    return { success: true, data: await act() };
  } catch (error) {
    if (!(error instanceof DarkroomError)) throw error;
    const { code, status, errors } = error;
    return { success: false, error: inWords(error), code, status, errors };
  }
}

/** What is wrong, and where, in one sentence. */
function inWords({ message, errors }: DarkroomError): string {
  const faults = errors.map(({ path, message: fault }) => `${path} ${fault}`.trim());
  return faults.length === 0 ? message : `${message}: ${faults.join('; ')}`;
}

const isId = (id: unknown): boolean => typeof id === 'string' && /^[0-9a-f]{32}$/.test(id);

// Types say what a page should send, and not what it does.
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Without the key that was meant, what is repeated would be paid again. */
function keyIn(options: unknown): string | undefined {
  const key = isObject(options) && 'idempotencyKey' in options ? options.idempotencyKey : undefined;
  if (key === undefined || (typeof key === 'string' && key !== '')) return key;
  throw localError('validation_failed', 'The idempotencyKey has to be a text, which is not empty.');
}

function partsOf(form: unknown): { file: Blob; uploadPath: string } {
  if (!(form instanceof FormData)) throw localError('validation_failed', 'A file comes in a form.');
  const file = form.get('file');
  // A text would be taken for an address, or for a path.
  if (!(file instanceof Blob)) throw localError('validation_failed', 'The form has no file in "file".');
  const folder = form.get('uploadPath');
  return { file, uploadPath: typeof folder === 'string' && folder !== '' ? folder : USUAL_FOLDER };
}
