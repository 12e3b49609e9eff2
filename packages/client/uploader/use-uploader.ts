import { useCallback, useContext, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { Model } from '../api-types.gen.ts';
import type { Darkroom } from '../darkroom.ts';
import { Connection } from '../react/connection.ts';
import { realTime, type Time } from '../time.ts';
import type { UploadedFile } from '../uploaded-file.ts';
import { faultOf, type Fault } from './check.ts';
import { anyFile, limitsOf, type FileLimits } from './limits.ts';
import { isUsable, overall, type Item, type UploaderState } from './state.ts';
import { UploaderStore, type EarlierFile, type StoreOptions } from './store.ts';
import { defaultTexts, type UploaderTexts } from './texts.ts';

/** What the uploader needs of a client. */
export type UploaderClient = Pick<Darkroom, 'upload' | 'models'>;

/** What is there to be used now. */
export interface ChosenFiles {
  /** In their order; what is expired, or not there yet, is not among them. */
  readonly files: readonly UploadedFile[];
  /** Nothing is underway, has failed or is expired: an order would have all that is shown. */
  readonly isComplete: boolean;
}

export interface UploaderSettings extends StoreOptions {
  /** That of the `DarkroomProvider` where it is left out. */
  readonly client?: UploaderClient;
  /** Whose limits hold: a model, or its id. */
  readonly model?: string | Model;
  /** Which of its fields; its first for files where it is left out. */
  readonly field?: string;
  /** Stricter ones, or those of no model. */
  readonly limits?: Partial<FileLimits>;
  /** What was brought in earlier, and is still wanted. */
  readonly initialFiles?: readonly EarlierFile[];
  readonly texts?: Partial<UploaderTexts>;
  readonly onChange?: (chosen: ChosenFiles) => void;
  readonly disabled?: boolean;
  /** For tests. */
  readonly time?: Time;
}

/** Whether it is known what may be chosen. */
export type Readiness =
  | { readonly status: 'ready'; readonly limits: FileLimits }
  | { readonly status: 'loading' | 'none' }
  | { readonly status: 'failed'; readonly message: string; readonly retry: () => void };

export interface Uploader extends UploaderState, ChosenFiles {
  readonly readiness: Readiness;
  /** What was brought in for another model, and is not taken by this one, by the id of the item. */
  readonly misfits: ReadonlyMap<string, Fault>;
  readonly texts: UploaderTexts;
  readonly overall: ReturnType<typeof overall>;
  /** Whether one more could be added. */
  readonly canAdd: boolean;
  readonly add: UploaderStore['add'];
  readonly cancel: (id: string) => void;
  /** After a failure, a stop, or in the place of one that expires. */
  readonly again: (id: string) => void;
  readonly remove: (id: string) => void;
  readonly move: (id: string, to: number) => void;
  readonly dismiss: () => void;
}

function useClient(given: UploaderClient | undefined): UploaderClient {
  const connected = useContext(Connection);
  const client = given ?? connected?.darkroom;
  if (client) return client;
  throw new Error('The uploader needs a client: give it one, or put a DarkroomProvider around it.');
}

type Asked =
  { readonly of: unknown; readonly model: Model } | { readonly of: unknown; readonly failure: string };

/** The catalogue entry of a model, asked for once. */
function useModelEntry(client: UploaderClient, model: string | Model | undefined) {
  const [asked, setAsked] = useState<Asked>();
  const [attempt, setAttempt] = useState(0);
  const id = typeof model === 'string' ? model : undefined;
  useEffect(() => {
    if (id === undefined) return undefined;
    const over = new AbortController();
    const put = (answer: Asked): void => {
      if (!over.signal.aborted) setAsked(answer);
    };
    client.models.get(id, { signal: over.signal }).then(
      (known) => put({ of: id, model: known }),
      (error: unknown) => put({ of: id, failure: error instanceof Error ? error.message : String(error) }),
    );
    return () => over.abort();
  }, [client, id, attempt]);
  const retry = useCallback(() => {
    setAsked(undefined);
    setAttempt((count) => count + 1);
  }, []);
  if (typeof model === 'object') return { model };
  // What was answered of another model says nothing of this one.
  if (id === undefined || asked?.of !== id) return {};
  return 'model' in asked ? { model: asked.model } : { failure: asked.failure, retry };
}

function useReadiness(client: UploaderClient, settings: UploaderSettings): Readiness {
  const { model, field, limits } = settings;
  const { model: entry, failure, retry } = useModelEntry(client, model);
  const { accept, maxBytes, maxFiles } = limits ?? {};
  return useMemo(() => {
    if (failure !== undefined) return { status: 'failed', message: failure, retry };
    if (model !== undefined && !entry) return { status: 'loading' };
    const found = entry ? limitsOf(entry, field) : anyFile;
    if (!found) return { status: 'none' };
    const own = {
      ...(accept && { accept }),
      ...(maxBytes !== undefined && { maxBytes }),
      ...(maxFiles !== undefined && { maxFiles }),
    };
    return { status: 'ready', limits: { ...found, ...own } };
  }, [accept, entry, failure, field, maxBytes, maxFiles, model, retry]);
}

/** What does not fit the model that is chosen now: it may have been another one before. */
function misfitsOf({ items }: UploaderState, readiness: Readiness): ReadonlyMap<string, Fault> {
  if (readiness.status !== 'ready') return new Map();
  const { limits } = readiness;
  return new Map(
    items.flatMap((item, place) => {
      const isOver = place >= limits.maxFiles;
      const fault = isOver ? ({ why: 'count', maxFiles: limits.maxFiles } as const) : faultOf(item, limits);
      return fault ? [[item.id, fault] as const] : [];
    }),
  );
}

const isSettled = (item: Item, now: number): boolean => item.status === 'ready' && isUsable(item, now);

/** What is told of a state to who uses the files. */
function chosenOf({ items, now }: UploaderState, misfits: ReadonlyMap<string, Fault>): ChosenFiles {
  const usable = items.filter((item) => isUsable(item, now) && !misfits.has(item.id));
  return {
    files: usable.flatMap(({ uploaded }) => (uploaded ? [uploaded] : [])),
    isComplete: items.every((item) => isSettled(item, now) && !misfits.has(item.id)),
  };
}

/** An uploader without any look: its state, and what can be done. What it is first given as client, options and files is kept. */
export function useUploader(settings: UploaderSettings = {}): Uploader {
  const client = useClient(settings.client);
  const texts = useMemo((): UploaderTexts => ({ ...defaultTexts, ...settings.texts }), [settings.texts]);
  const words = useRef(texts);
  words.current = texts;
  const [store] = useState(() => storeOf(client, settings, words));
  const readiness = useReadiness(client, settings);
  if (readiness.status === 'ready') store.limits = readiness.limits;
  useEffect(() => store.open(), [store]);
  const state = useSyncExternalStore(store.subscribe, store.snapshot, store.snapshot);
  const misfits = useMemo(() => misfitsOf(state, readiness), [state, readiness]);
  const chosen = useMemo(() => chosenOf(state, misfits), [state, misfits]);
  useTold(chosen, settings.onChange);
  const actions = useMemo(() => actionsOf(store), [store]);
  const isFull = readiness.status !== 'ready' || state.items.length >= readiness.limits.maxFiles;
  return {
    ...state,
    ...chosen,
    ...actions,
    misfits,
    readiness,
    texts,
    overall: overall(state),
    canAdd: !isFull && settings.disabled !== true,
  };
}

function storeOf(
  client: UploaderClient,
  { uploadPath, keep, stripMetadata, initialFiles, time = realTime }: UploaderSettings,
  words: { readonly current: UploaderTexts },
): UploaderStore {
  const options = {
    ...(uploadPath !== undefined && { uploadPath }),
    ...(keep !== undefined && { keep }),
    ...(stripMetadata !== undefined && { stripMetadata }),
  };
  const explain: ConstructorParameters<typeof UploaderStore>[0]['explain'] = (fault) =>
    words.current.refusal(fault);
  return new UploaderStore(
    { client, time, options, explain, offline: () => words.current.offline },
    anyFile,
    initialFiles,
  );
}

const actionsOf = (store: UploaderStore) => ({
  add: store.add.bind(store),
  cancel: store.cancel.bind(store),
  again: store.again.bind(store),
  remove: store.remove.bind(store),
  move: store.move.bind(store),
  dismiss: store.dismiss.bind(store),
});

/** Tells of what can be used whenever it is another. */
function useTold(chosen: ChosenFiles, onChange: UploaderSettings['onChange']): void {
  const listener = useRef(onChange);
  listener.current = onChange;
  const name = JSON.stringify([chosen.isComplete, chosen.files.map(({ id }) => id)]);
  const latest = useRef(chosen);
  latest.current = chosen;
  useEffect(() => listener.current?.(latest.current), [name]);
}
