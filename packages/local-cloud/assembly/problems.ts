import { CloudFailure } from '../failure.ts';

/** Collects everything in a template that cannot be hosted, so that all of it is told at once. */
export interface Problems {
  add(place: string, what: string): void;
  /** Throws when anything was added. */
  settle(): void;
}

export function collectProblems(): Problems {
  const found = new Set<string>();
  return {
    add: (place, what) => void found.add(`${place}: ${what}`),
    settle: () => {
      if (found.size === 0) return;
      const list = [...found].map((line) => `  - ${line}`).join('\n');
      throw new CloudFailure(`The template asks for what the local cloud does not host:\n${list}`);
    },
  };
}
