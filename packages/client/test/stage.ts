import { page } from './dom.ts';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createElement, type FunctionComponent, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { createDarkroom } from '../darkroom.ts';
import { DarkroomProvider } from '../react/hooks.ts';
import { FakeServer } from './fake-server.ts';
import { mailbox } from './mailbox.ts';

export const order = {
  promptId: 'p',
  providerParams: { service: 'KIE', model: 'IMAGEN4', input: { prompt: 'A beautiful sunset' } },
} as const;

/** What stands around a component, but for the cache. */
type Provide = (children: ReactNode) => ReactNode;

/** A server, a cache, and components that are really rendered. */
export class Stage {
  readonly server: FakeServer;
  readonly queries = new QueryClient();
  readonly unmount: (() => void)[] = [];
  darkroom;

  private constructor(server: FakeServer) {
    this.server = server;
    this.darkroom = createDarkroom({ url: server.url, key: 'dk_test' });
  }

  static async open(): Promise<Stage> {
    return new Stage(await FakeServer.open());
  }

  async close(): Promise<void> {
    for (const end of this.unmount) end();
    this.queries.clear();
    await this.server.stop();
  }

  readonly #withClient: Provide = (children) =>
    createElement(DarkroomProvider, { client: this.darkroom }, children);

  provided(component: FunctionComponent, provide = this.#withClient): ReactNode {
    return createElement(QueryClientProvider, { client: this.queries }, provide(createElement(component)));
  }

  render(node: ReactNode): void {
    const root = createRoot(page.document.createElement('div'));
    root.render(node);
    this.unmount.push(() => root.unmount());
  }

  /** Renders a component that calls a hook; gives what it answers, render by render, until it is as wanted. */
  rendered<Result>(useHook: () => Result, provide = this.#withClient) {
    const results = mailbox<Result>();
    const Component: FunctionComponent = () => {
      results.put(useHook());
      return null;
    };
    this.render(this.provided(Component, provide));
    return async (isWanted: (result: Result) => boolean): Promise<Result> => {
      for (;;) {
        const result = await results.next();
        if (isWanted(result)) return result;
      }
    };
  }
}
