import { Failure } from '#domain/error.ts';
import type { CreateTaskBody, ShortTaskBody } from '#contract/tasks/create-requests.ts';
import { findModel } from '#providers/catalog.ts';
import type { Media } from '#providers/catalog/model.ts';
import { unfold } from '#providers/catalog/shortcut.ts';
import { defaultService } from '#providers/services.ts';

function entryOf(modelId: string, media: Media) {
  const entry = findModel(modelId);
  // A name that nobody knows is refused where every name is, with the nearest ones.
  if (entry === undefined) return undefined;
  if (entry.forms.length > 0 && !entry.forms.some((form) => form.media === media)) {
    const made = [...new Set(entry.forms.map((form) => form.media))].join(' or ');
    throw new Failure('validation_failed', `${entry.id} makes ${made}, not ${media}`, {
      errors: [{ path: '/model_id', message: `makes ${made}; use the route of that kind` }],
    });
  }
  return entry;
}

/** A short request in the long form, with the way back for the paths of its faults. */
export function unfolded(
  body: ShortTaskBody,
  media: Media,
): { body: CreateTaskBody; written: (path: string) => string } {
  const {
    model_id: modelId,
    service,
    prompt_id: promptId,
    priority,
    metadata,
    path,
    keep_outputs,
    callback_url: callbackUrl,
    ...options
  } = body;
  const entry = entryOf(modelId, media);
  const long =
    entry === undefined
      ? {
          providerParams: { service: service ?? defaultService.name, model: modelId, input: options },
          written: () => '/model_id',
        }
      : unfold(entry, options);
  return {
    written: long.written,
    body: {
      providerParams: { ...long.providerParams, ...(service === undefined ? {} : { service }) },
      ...(promptId === undefined ? {} : { promptId }),
      ...(priority === undefined ? {} : { priority }),
      ...(metadata === undefined ? {} : { metadata }),
      ...(path === undefined ? {} : { path }),
      ...(keep_outputs === undefined ? {} : { keepOutputs: keep_outputs }),
      ...(callbackUrl === undefined ? {} : { callbackUrl }),
    },
  };
}

/** Says a failure's paths in the words of the short form. */
export function inShortForm(error: unknown, written: (path: string) => string): unknown {
  if (!(error instanceof Failure) || error.details.errors === undefined) return error;
  const errors = error.details.errors.map(({ path, message }) => ({
    path: path === '/callbackUrl' ? '/callback_url' : written(path.replace(/^\/providerParams/, '')),
    message,
  }));
  return new Failure(error.code, error.message, { ...error.details, errors, cause: error });
}
