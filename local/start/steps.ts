import { Listr } from 'listr2';

/** What a step may say while it runs. */
export interface StepVoice {
  /** Renames the step to what has come of it. */
  title(text: string): void;
  /** One passing line below the title. */
  detail(text: string): void;
}

/** Shows a step while it runs and hands its result on. */
export type Step = <Result>(title: string, run: (voice: StepVoice) => Promise<Result>) => Promise<Result>;

/** Steps drawn on a screen, told line by line where there is none, or not shown at all. */
export function shownSteps(show: boolean, screen: boolean): Step {
  return async (title, run) => {
    if (!show) return run({ title: () => undefined, detail: () => undefined });
    const results: Awaited<ReturnType<typeof run>>[] = [];
    const list = new Listr(
      [
        {
          title,
          task: async (_context, task): Promise<void> => {
            const voice: StepVoice = {
              title: (text) => void (task.title = text),
              detail: (text) => void (task.output = text),
            };
            results.push(await run(voice));
          },
        },
      ],
      {
        renderer: screen ? 'default' : 'simple',
        // Signals are ours: there is more to put away than a list.
        registerSignalListeners: false,
        ...(screen ? { rendererOptions: { showErrorMessage: false } } : {}),
      },
    );
    await list.run();
    const [result] = results;
    if (results.length === 0) throw new Error(`The step "${title}" came to no end`);
    return result as Awaited<ReturnType<typeof run>>;
  };
}
