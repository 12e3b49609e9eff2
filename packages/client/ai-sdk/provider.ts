import type {
  Experimental_VideoModelV4 as VideoModelV4,
  Experimental_VideoModelV4VideoData as VideoData,
  ImageModelV4,
  JSONValue,
  SpeechModelV4,
} from '@ai-sdk/provider';
import type { Task } from '../api-types.gen.ts';
import { localError } from '../error.ts';
import type { InputOf, ModelId } from '../model-types.ts';
import { mostIn } from './place.ts';
import { factsOf, responseOf, Studio, type ProviderSettings } from './studio.ts';
import { countFields, imageWishes, speechWishes, videoWishes } from './wishes.ts';

export type { ProviderSettings } from './studio.ts';

/** What may stand in `providerOptions.darkroom`: the fields of a model that the SDK has no word for. */
export type DarkroomOptions<Model extends ModelId> = Partial<InputOf<Model>>;

/** The models of a deployment, for the functions of the AI SDK. */
export interface DarkroomProvider {
  /** For `generateImage`. */
  image(model: ModelId): ImageModelV4;
  /** For `experimental_generateVideo`, and for starting one and looking at it later. */
  video(model: ModelId): VideoModelV4;
  /** For `generateSpeech`. */
  speech(model: ModelId): SpeechModelV4;
}

/** A provider of the Vercel AI SDK. Nothing is ordered twice: what may be repeated is repeated here, under one key. */
export function darkroomProvider(settings: ProviderSettings): DarkroomProvider {
  const studio = new Studio(settings);
  return {
    image: (model) => imageModel(studio, model),
    video: (model) => videoModel(studio, model),
    speech: (model) => speechModel(studio, model),
  };
}

const identity = (modelId: string) =>
  ({ specificationVersion: 'v4', provider: 'darkroom', modelId }) as const;

const imageModel = (studio: Studio, model: string): ImageModelV4 => ({
  ...identity(model),
  maxImagesPerCall: async () => mostIn((await studio.modelOf(model)).fields, countFields),
  doGenerate: async (options) => {
    const ordered = await studio.order(model, { media: 'image', wishes: imageWishes(options) }, options);
    const task = await studio.made(ordered, options);
    const files = studio.files(task, 'image');
    const images = await Promise.all(files.map((file) => studio.bytesOf(file, options.abortSignal)));
    return {
      images,
      warnings: ordered.warnings,
      providerMetadata: { darkroom: { images: factsOf(task, files) } },
      response: responseOf(task),
    };
  },
});

const videoModel = (studio: Studio, model: string): VideoModelV4 => ({
  ...identity(model),
  maxVideosPerCall: 1,
  doGenerate: async (options) => {
    const ordered = await studio.order(model, { media: 'video', wishes: videoWishes(options) }, options);
    const task = await studio.made(ordered, options);
    return { ...(await filmsOf(studio, task, options.abortSignal)), warnings: ordered.warnings };
  },
  doStart: async (options) => {
    const { handle, warnings } = await studio.order(
      model,
      { media: 'video', wishes: videoWishes(options) },
      options,
    );
    return { operation: { taskId: handle.id }, warnings, response: responseOf(handle) };
  },
  doStatus: async ({ operation, abortSignal }) => {
    const task = await studio.darkroom.tasks.get(taskIn(operation), { signal: abortSignal });
    const response = responseOf(task);
    if (task.status === 'PENDING') return { status: 'pending', response };
    if (task.status !== 'SUCCESS')
      return {
        status: 'error',
        error: task.failMsg ?? `Task ${task.id} has ended as ${task.status}.`,
        response,
      };
    return { status: 'completed', warnings: [], ...(await filmsOf(studio, task, abortSignal)) };
  },
});

async function filmsOf(studio: Studio, task: Task, signal: AbortSignal | undefined) {
  const files = studio.files(task, 'video');
  const videos = await Promise.all(
    files.map(async (file): Promise<VideoData> => {
      return { type: 'binary', data: await studio.bytesOf(file, signal), mediaType: file.contentType };
    }),
  );
  const facts = factsOf(task, files);
  return { videos, providerMetadata: { darkroom: { videos: facts } }, response: responseOf(task) };
}

/** What `doStart` gave. */
function taskIn(operation: JSONValue): string {
  const { taskId } = (operation ?? {}) as { readonly taskId?: unknown };
  if (typeof taskId === 'string') return taskId;
  throw localError('validation_failed', 'This is no operation of Darkroom: it names no taskId.');
}

const speechModel = (studio: Studio, model: string): SpeechModelV4 => ({
  ...identity(model),
  doGenerate: async (options) => {
    const ordered = await studio.order(model, { media: 'audio', wishes: speechWishes(options) }, options);
    const task = await studio.made(ordered, options);
    const [file] = studio.files(task, 'audio');
    const audio = await studio.bytesOf(file, options.abortSignal);
    const { warnings } = ordered;
    return {
      audio,
      warnings,
      providerMetadata: { darkroom: factsOf(task, [file])[0] ?? {} },
      response: responseOf(task),
    };
  },
});
