import { useMutation, useQuery, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import type { CreateTask, Task } from '../api-types.gen.ts';
import { DarkroomError } from '../error.ts';
import type { FileSource } from '../file-input.ts';
import type { LiveTarget } from '../live-events.ts';
import type { UploadOptions } from '../upload.ts';
import { uploadedFile, type UploadedFile } from '../uploaded-file.ts';
import { useConnection } from './provider.ts';
import {
  modelById,
  modelList,
  queryKeys,
  quoteOf,
  taskById,
  tasksOfPrompt,
  usageOfMonth,
} from './queries.ts';

export { DarkroomProvider, useDarkroom } from './provider.ts';
export { queryKeys } from './queries.ts';
export type { UploadedFile } from '../uploaded-file.ts';

/** Whether everything about tasks is told, while this component looks. */
function useLive(target: LiveTarget): boolean {
  const { live } = useConnection();
  const name = JSON.stringify(target);
  const look = useCallback(
    (onChange: () => void) => live.look(JSON.parse(name) as LiveTarget, onChange),
    [live, name],
  );
  return useSyncExternalStore(
    look,
    () => live.isLive(target),
    () => false,
  );
}

/** Nothing is asked while everything is told. */
const askedUnless = (isLive: boolean): { refetchInterval?: false } =>
  isLive ? { refetchInterval: false } : {};

/** The tasks of a prompt, newest first: told while they change where there is live push, else asked for while one is underway. */
export function useGenerationTasks(promptId: string) {
  const { darkroom } = useConnection();
  const isLive = useLive({ prompt: promptId });
  return useQuery({ ...tasksOfPrompt(darkroom, promptId), ...askedUnless(isLive) });
}

/** One task, in the same way. */
export function useTask(id: string) {
  const { darkroom } = useConnection();
  const isLive = useLive({ task: id });
  return useQuery({ ...taskById(darkroom, id), ...askedUnless(isLive) });
}

/** The catalogue, filtered by media, capability, service or status. */
export function useModels(filter: Parameters<typeof modelList>[1] = {}) {
  return useQuery(modelList(useConnection().darkroom, filter));
}

/** One model, with the JSON Schema of its input and its prices. */
export function useModel(id: string) {
  return useQuery(modelById(useConnection().darkroom, id));
}

/** What orders would cost; nothing is asked while there are none. Files are to be named by their ids. */
export function useQuote(orders: readonly CreateTask[]) {
  return useQuery(quoteOf(useConnection().darkroom, orders));
}

/** What this month has cost. */
export function useUsage() {
  return useQuery(usageOfMonth(useConnection().darkroom));
}

/** What the API said to a wish: here it is, or why not. */
export type Outcome<Data> =
  | { readonly success: true; readonly data: Data }
  | { readonly success: false; readonly error: string; readonly cause: DarkroomError };

/** A refusal is an answer; that there was none is an error. */
async function outcomeOf<Data>(asked: Promise<Data>): Promise<Outcome<Data>> {
  try {
    return { success: true, data: await asked };
  } catch (error) {
    if (!(error instanceof DarkroomError) || error.retryable) throw error;
    return { success: false, error: error.message, cause: error };
  }
}

/** Orders a task, once: the client repeats the request under one key where that can do no harm, and the mutation never does. */
export function useCreateGenerationTask(): UseMutationResult<Outcome<Task>, Error, CreateTask> {
  const { darkroom } = useConnection();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (order: CreateTask) => outcomeOf<Task>(darkroom.tasks.create(order)),
    retry: false,
    onSuccess: async (_outcome, { promptId }) => {
      if (promptId === undefined) return;
      await queries.invalidateQueries({ queryKey: queryKeys.generationTasks.byPrompt(promptId) });
    },
  });
}

/** Brings a file in: a `File`, a `Blob` or an address. */
export function useUploadFile(
  options: UploadOptions = {},
): UseMutationResult<Outcome<UploadedFile>, Error, FileSource | string | URL> {
  const { darkroom } = useConnection();
  return useMutation({
    mutationFn: (file: FileSource | string | URL) =>
      outcomeOf(darkroom.upload(file, options).then(uploadedFile)),
    retry: false,
  });
}
