import { order, Stage } from './stage.ts';
import { QueryClientProvider, useSuspenseQuery } from '@tanstack/react-query';
import { createElement, Suspense, type FunctionComponent } from 'react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDarkroom } from '../darkroom.ts';
import {
  DarkroomProvider,
  useCreateGenerationTask,
  useGenerationTasks,
  useModel,
  useModels,
  useQuote,
  useUploadFile,
  useUsage,
} from '../react/hooks.ts';
import { taskById, tasksOfPrompt } from '../react/queries.ts';
import { mailbox } from './mailbox.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.open();
});
afterEach(() => stage.close());

interface Ended<Data> {
  readonly data: Data | undefined;
  readonly error: Error | null;
  readonly isPending: boolean;
}

describe('useCreateGenerationTask', () => {
  const creates = 'POST /api/v1/generation/tasks';

  /** Mutates once, and gives how that ended. */
  const mutated = async <Variables, Data>(
    useHook: () => { mutate: (variables: Variables) => void } & Ended<Data>,
    variables: Variables,
  ): Promise<Ended<Data>> => {
    const until = stage.rendered(() => {
      const { mutate, data, error, isPending } = useHook();
      return { mutate, data, error, isPending };
    });
    const { mutate } = await until(() => true);
    mutate(variables);
    return until(({ data, error, isPending }) => !isPending && (data !== undefined || error !== null));
  };

  it('orders, and has the list of the prompt asked for again', async () => {
    const until = stage.rendered(() => useGenerationTasks('p').data);
    expect(await until((data) => data !== undefined)).toEqual([]);
    const { data } = await mutated(useCreateGenerationTask, order);
    expect(data).toMatchObject({ success: true, data: { id: [...stage.server.tasks.keys()][0] } });
    expect((await until((tasks) => tasks?.length === 1))?.[0]?.status).toBe('PENDING');
  });

  it('says in words what the API refuses, and throws where nothing was answered', async () => {
    stage.server.faults.push({ match: creates, when: 'before', answer: 422 });
    const refused = await mutated(useCreateGenerationTask, order);
    expect(refused).toMatchObject({ data: { success: false, error: 'no', cause: { code: 'code_422' } } });
    stage.darkroom = createDarkroom({ url: stage.server.url, key: 'dk_test', tries: 1 });
    stage.server.faults.push({ match: creates, when: 'after', answer: 'reset' });
    const lost = await mutated(useCreateGenerationTask, order);
    expect(lost.error).toMatchObject({ code: 'unreachable' });
    expect(stage.server.asked(creates)).toHaveLength(2);
  });

  it('orders once, whatever the mutations of an application do after an error', async () => {
    stage.darkroom = createDarkroom({ url: stage.server.url, key: 'dk_test', tries: 1 });
    stage.queries.setDefaultOptions({ mutations: { retry: 3, retryDelay: 0 } });
    stage.server.faults.push({ match: creates, when: 'after', answer: 'reset' });
    expect((await mutated(useCreateGenerationTask, order)).error).toMatchObject({ code: 'unreachable' });
    expect(stage.server.tasks.size).toBe(1);
  });

  it('has a file brought in beside it, with its end as a date', async () => {
    const expiresAt = '2026-12-03T10:00:00.000Z';
    const body = { id: 'a', fileName: 'hat.png', bytes: 20, downloadUrl: 'https://x/hat', expiresAt };
    stage.server.faults.push({ match: 'POST /api/v1/uploads/', when: 'before', answer: 200, body });
    const file = new File(['not really a picture'], 'hat.png', { type: 'image/png' });
    expect((await mutated(useUploadFile, file)).data).toEqual({
      success: true,
      data: {
        id: 'a',
        fileName: 'hat.png',
        fileSize: 20,
        downloadUrl: 'https://x/hat',
        expiresAt: new Date(expiresAt),
      },
    });
    const text = new File(['a text'], 'notes.txt', { type: 'text/plain' });
    expect((await mutated(useUploadFile, text)).data).toMatchObject({
      success: false,
      error: expect.stringContaining('notes.txt is text/plain') as string,
    });
  });
});

it('models, a quote and the usage are asked for once, and nothing for no orders', async () => {
  const answers = {
    'GET /api/v1/models?media=image': { items: [{ id: 'IMAGEN4' }] },
    'GET /api/v1/models/IMAGEN4': { id: 'IMAGEN4' },
    'POST /api/v1/generation/quotes': { items: [{ credits: 8 }] },
    'GET /api/v1/usage': { month: '2026-10', credits: 12 },
  };
  for (const [match, body] of Object.entries(answers))
    stage.server.faults.push({ match, when: 'before', answer: 200, body });
  const until = stage.rendered(() => [
    useModels({ media: 'image' }).data,
    useModel('IMAGEN4').data,
    useQuote([order]).data,
    useUsage().data,
    useQuote([]).fetchStatus,
  ]);
  const all = await until((data) => data.every((one) => one !== undefined));
  const [models, model, quote, usage] = Object.values(answers);
  expect(all).toEqual([(models as { items: unknown }).items, model, quote, usage, 'idle']);
  expect(stage.server.seen).toHaveLength(4);
});

it('a provider makes a client of an address and tokens for browsers', async () => {
  let asked = 0;
  const token = async () => {
    asked += 1;
    return { token: 'dk_test', expiresAt: '2100-01-01T00:00:00Z' };
  };
  const body = { month: '2026-10' };
  stage.server.faults.push({ match: 'GET /api/v1/usage', when: 'before', answer: 200, body });
  const until = stage.rendered(
    () => [useUsage().data, useGenerationTasks('p').data] as const,
    (children) => createElement(DarkroomProvider, { url: stage.server.url, token }, children),
  );
  expect(await until((data) => data.every((one) => one !== undefined))).toEqual([body, []]);
  expect(asked).toBe(1);
  const bare = createElement(
    QueryClientProvider,
    { client: stage.queries },
    createElement(() => useUsage().status),
  );
  expect(() => renderToString(bare)).toThrow('There is no DarkroomProvider');
});

describe('on a server, and in Suspense', () => {
  const Title: FunctionComponent = () => {
    const { data } = useGenerationTasks('p');
    return createElement('p', null, data === undefined ? 'loading' : `${data.length} tasks`);
  };

  it('what was asked for before is rendered, and nothing is connected', async () => {
    stage.server.hasPush = true;
    expect(renderToString(stage.provided(Title))).toContain('loading');
    await stage.darkroom.tasks.create(order);
    await stage.queries.fetchQuery(tasksOfPrompt(stage.darkroom, 'p'));
    expect(renderToString(stage.provided(Title))).toContain('1 tasks');
    expect(stage.server.said).toEqual([]);
  });

  it('the query of a task suspends until it is there', async () => {
    const { id } = await stage.darkroom.tasks.create(order);
    const shown = mailbox<string>();
    const Shown: FunctionComponent<{ text: string }> = ({ text }) => {
      shown.put(text);
      return null;
    };
    const Suspending: FunctionComponent = () => {
      const { data } = useSuspenseQuery(taskById(stage.darkroom, id));
      return createElement(Shown, { text: data.status });
    };
    const fallback = createElement(Shown, { text: 'loading' });
    stage.render(stage.provided(() => createElement(Suspense, { fallback }, createElement(Suspending))));
    expect(await shown.next()).toBe('loading');
    expect(await shown.next()).toBe('PENDING');
  });
});
