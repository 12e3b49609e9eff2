import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take a minute or more on two cores, the longest first. */
const longest = [
  'test/simulation/simulation.test.ts',
  'test/fuzz/fuzz.test.ts',
  'test/stack/chaos/chaos.test.ts',
  'test/simulation/mutants/mutants.test.ts',
  'test/stack/tasks/paths.test.ts',
];

const rankOf = ({ moduleId }: TestSpecification): number => {
  const rank = longest.findIndex((name) => moduleId.endsWith(name));
  return rank < 0 ? longest.length : rank;
};

/**
 * What takes longest begins first within its project, so that nothing is left to run alone at the end. A fresh clone knows
 * of no earlier run, and would go by the size of the files.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const byProject = Map.groupBy(await super.sort(files), ({ project }) => project.name);
    return [...byProject.values()].flatMap((sorted) =>
      sorted.toSorted((left, right) => rankOf(left) - rankOf(right)),
    );
  }
}
