import { order, Stage } from './stage.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Task } from '../api-types.gen.ts';
import { queryKeys, useGenerationTasks, useTask } from '../react/hooks.ts';
import { pauseFor } from '../react/queries.ts';

const ended = { status: 'SUCCESS', stage: 'done' };
const lists = 'GET /api/v1/generation/tasks?';

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.open();
});
afterEach(() => stage.close());

/** Closed until it is opened. */
function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), opened };
}

const statuses = (tasks: readonly Task[] = []): string => tasks.map(({ status }) => status).join();

describe('useGenerationTasks', () => {
  const useList = () => {
    const { data, isFetching } = useGenerationTasks('p');
    return { data, isFetching, asked: stage.server.asked(lists).length };
  };

  it('asks while something is underway, when the API says, and stops when all has ended', async () => {
    stage.server.nextCheckSeconds = 0.01;
    const { id } = await stage.darkroom.tasks.create(order);
    const until = stage.rendered(useList);
    await until(({ data }) => statuses(data) === 'PENDING');
    await stage.server.isAsked(lists, 3);
    stage.server.tasks.set(id, { ...stage.server.tasks.get(id), ...ended });
    const { data } = await until((list) => statuses(list.data) === 'SUCCESS');
    expect(data?.map((task) => task.id)).toEqual([id]);
    expect(pauseFor(data)).toBe(false);
    expect(
      new URL(stage.server.asked(lists)[0]?.path ?? '', stage.server.url).searchParams.get('promptId'),
    ).toBe('p');
  });

  it('is told over one socket, for all that look, and asks twice however much happens', async () => {
    stage.server.hasPush = true;
    const { id } = await stage.darkroom.tasks.create(order);
    const until = stage.rendered(() => [useList(), useList()] as const);
    await until(([{ data, isFetching, asked }]) => !!data && !isFetching && asked === 2);
    stage.server.change(id, { stage: 'generating' }, { id: 'evt_1', sequence: 1 });
    await until(([{ data }]) => data?.[0]?.stage === 'generating');
    stage.server.change('f00', { id: 'f00', promptId: 'p', status: 'PENDING' }, { id: 'evt_2', sequence: 1 });
    await until(([one, other]) => one.data?.[0]?.id === 'f00' && other.data?.length === 2);
    stage.server.change(id, ended, { id: 'evt_3', sequence: 2 });
    await until(([{ data }]) => statuses(data) === 'PENDING,SUCCESS');
    const query = stage.queries.getQueryCache().find({ queryKey: queryKeys.generationTasks.byPrompt('p') });
    expect(query?.observers.map(({ options }) => options.refetchInterval)).toEqual([false, false]);
    expect(stage.server.asked(lists)).toHaveLength(2);
    expect(stage.server.said).toEqual([{ action: 'subscribe', token: 'dk_test', prompt: 'p' }]);
  });

  it('misses nothing that happens between the first answer and the connection', async () => {
    stage.server.hasPush = true;
    const { id } = await stage.darkroom.tasks.create(order);
    const [answer, connection] = [gate(), gate()];
    stage.server.holds.push(
      { match: lists, until: answer.opened },
      { match: 'GET /api/v1/me', until: connection.opened },
    );
    const connected = gate();
    stage.server.onSubscribe = (socket) => socket.send('{"type":"subscribed"}', connected.open);
    const until = stage.rendered(useList);
    await stage.server.isAsked(lists, 1);
    await stage.server.isAsked('GET /api/v1/me', 1);
    stage.server.tasks.set(id, { ...stage.server.tasks.get(id), ...ended });
    connection.open();
    await connected.opened;
    answer.open();
    expect((await until(({ data }) => statuses(data) === 'SUCCESS')).data).toHaveLength(1);
  });

  it('takes no older answer for what was told meanwhile', async () => {
    stage.server.hasPush = true;
    const { id } = await stage.darkroom.tasks.create(order);
    const until = stage.rendered(useList);
    await until(({ data, isFetching, asked }) => !!data && !isFetching && asked === 2);
    const answer = gate();
    stage.server.holds.push({ match: lists, until: answer.opened });
    void stage.queries.invalidateQueries({ queryKey: queryKeys.generationTasks.byPrompt('p') });
    await stage.server.isAsked(lists, 3);
    stage.server.change(id, ended, { id: 'evt_1', sequence: 1 });
    await stage.server.isAsked(lists, 4);
    answer.open();
    expect(statuses((await until(({ isFetching }) => !isFetching)).data)).toBe('SUCCESS');
  });

  it('keeps its answers under the prompt', () => {
    expect(queryKeys.generationTasks.byPrompt('p')).toEqual(['generation-tasks', 'p']);
  });
});

it('useTask is told until nobody looks any more', async () => {
  stage.server.hasPush = true;
  const { id } = await stage.darkroom.tasks.create(order);
  const gets = `GET /api/v1/generation/tasks/${id}`;
  const until = stage.rendered(() => {
    const { data, isFetching } = useTask(id);
    return { data, isFetching, asked: stage.server.asked(gets).length };
  });
  await until(({ data, isFetching, asked }) => !!data && !isFetching && asked === 2);
  stage.server.change(id, ended, { id: 'evt_1', sequence: 1 });
  expect((await until(({ data }) => data?.status === 'SUCCESS')).data?.id).toBe(id);
  const closed = [...stage.server.sockets].map(
    (socket) => new Promise((resolve) => socket.once('close', resolve)),
  );
  expect(closed).toHaveLength(1);
  for (const end of stage.unmount.splice(0)) end();
  await Promise.all(closed);
  expect(stage.server.asked(gets)).toHaveLength(2);
});
