import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createElement, type ReactNode } from 'react';
import { createRoot, type Container } from 'react-dom/client';
import { createDarkroom } from '@darkroom/client';
import { DarkroomProvider, useCreateGenerationTask, useGenerationTasks } from '@darkroom/client/react';

/** A page that orders and watches, with the hooks. */
const page = globalThis as unknown as {
  readonly settings: { readonly url: string; readonly key: string };
  readonly document: { querySelector(selector: string): Container };
};

function Pictures(): ReactNode {
  const { data = [] } = useGenerationTasks('p');
  const { mutate, error } = useCreateGenerationTask();
  const input = { prompt: 'A beautiful sunset' };
  const order = { promptId: 'p', providerParams: { service: 'KIE', model: 'IMAGEN4', input } } as const;
  const rows = data.map(({ id, status, assets }) =>
    createElement(
      'li',
      { key: id, id, 'data-status': status },
      status,
      assets.map(({ url }) => createElement('img', { key: url, src: url, alt: input.prompt })),
    ),
  );
  return createElement(
    'div',
    {},
    createElement('h1', {}, 'Pictures'),
    createElement('button', { onClick: () => mutate(order) }, 'Generate'),
    createElement('p', { role: 'alert' }, error?.message),
    createElement('ul', {}, rows),
  );
}

createRoot(page.document.querySelector('#page')).render(
  createElement(
    QueryClientProvider,
    { client: new QueryClient() },
    createElement(DarkroomProvider, { client: createDarkroom(page.settings) }, createElement(Pictures)),
  ),
);
