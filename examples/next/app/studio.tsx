'use client';

import { QueryClient, QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, useTransition, type FormEvent } from 'react';
import { DarkroomProvider, queryKeys, useGenerationTasks } from '@darkroom/client/react';
import { clientWithTokens, ImageUploader, type ChosenFiles } from '@darkroom/client/uploader';
import type { Task } from '@darkroom/client/api-types';
import { makePicture, readingToken, uploadToken } from './actions';

interface StudioProps {
  readonly url: string;
  readonly promptId: string;
}

/** What is ordered above, and what has become of it below. */
export function Studio({ url, promptId }: StudioProps) {
  const [queries] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={queries}>
      <DarkroomProvider url={url} token={readingToken}>
        <OrderForm url={url} promptId={promptId} />
        <Pictures promptId={promptId} />
      </DarkroomProvider>
    </QueryClientProvider>
  );
}

const nothing: ChosenFiles = { files: [], isComplete: true };

function OrderForm({ url, promptId }: StudioProps) {
  const queries = useQueryClient();
  const [uploads] = useState(() => clientWithTokens(url, uploadToken));
  const [chosen, setChosen] = useState(nothing);
  const [orders, setOrders] = useState(0);
  const [refusal, setRefusal] = useState<string>();
  const [isOrdering, startOrdering] = useTransition();
  // The key of a wish is kept until it is answered: who clicks again after a lost answer pays once.
  const unanswered = useRef({ wish: '', key: '' });

  function order(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const words = String(new FormData(event.currentTarget).get('words'));
    const wish = { words, pictures: chosen.files.map(({ id }) => id) };
    const named = JSON.stringify(wish);
    if (unanswered.current.wish !== named) unanswered.current = { wish: named, key: crypto.randomUUID() };
    setRefusal(undefined);
    startOrdering(async () => {
      try {
        const result = await makePicture(wish, unanswered.current.key);
        unanswered.current = { wish: '', key: '' };
        if (!result.success) return setRefusal(result.error);
        // The uploader begins anew.
        setChosen(nothing);
        setOrders((count) => count + 1);
        await queries.invalidateQueries({ queryKey: queryKeys.generationTasks.byPrompt(promptId) });
      } catch {
        setRefusal('The server did not answer. Try again: nothing is ordered twice.');
      }
    });
  }

  return (
    <form onSubmit={order} aria-label="Order">
      <label htmlFor="words">What is to be seen</label>
      <textarea id="words" name="words" rows={3} required defaultValue="a lighthouse at dusk" />
      <ImageUploader
        key={orders}
        client={uploads}
        model="nano-banana-pro"
        label="Pictures to be changed, if any"
        onChange={setChosen}
      />
      <button className="order" disabled={isOrdering || !chosen.isComplete}>
        {chosen.files.length === 0 ? 'Make a picture' : 'Change the pictures'}
      </button>
      <p role="alert" className="refusal">
        {refusal}
      </p>
    </form>
  );
}

function Pictures({ promptId }: { promptId: string }) {
  const { data: tasks = [], error } = useGenerationTasks(promptId);
  const underway = tasks.filter(({ status }) => status === 'PENDING').length;
  return (
    <section aria-labelledby="pictures">
      <h2 id="pictures">Your pictures</h2>
      <p role="status">{error ? error.message : inWords(tasks.length, underway)}</p>
      <ul className="pictures">
        {tasks.map((task) => (
          <Picture key={task.id} task={task} />
        ))}
      </ul>
    </section>
  );
}

function inWords(count: number, underway: number): string {
  if (count === 0) return 'None yet.';
  return underway === 0 ? 'All have ended.' : `${underway} underway …`;
}

function Picture({ task }: { task: Task }) {
  const words = wordsOf(task);
  const result = task.assets.find(({ role }) => role === 'result');
  return (
    <li data-status={task.status}>
      {result ? (
        <a href={result.url}>
          <img src={result.previewUrl ?? result.url} alt={words} />
        </a>
      ) : (
        <p className="stage">{task.failMsg ?? `${task.stage} …`}</p>
      )}
      <p>{words}</p>
    </li>
  );
}

/** The order as it was sent: whatever it is, words are a text in its input. */
function wordsOf({ providerParams }: Task): string {
  const { prompt } = (providerParams.input ?? {}) as { prompt?: unknown };
  return typeof prompt === 'string' ? prompt : 'A picture';
}
