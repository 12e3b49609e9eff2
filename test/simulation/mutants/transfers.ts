import type { Mutant } from './mutant.ts';

const archive = 'shared/actions/workflow/archive-output.ts';

/** Defects in how a file is looked at that is in the archive already. */
export const transferMutants: readonly Mutant[] = [
  {
    name: 'a reopened source that fails marks the output lost',
    patches: [
      {
        file: archive,
        find: 'return (await openSource(source.url, service)).body;\n      } catch {\n        return undefined;',
        replace:
          'return (await openSource(source.url, service)).body;\n      } catch (error) {\n        throw error;',
      },
      {
        file: archive,
        find: `if (fate.state !== 'lost' || fate.code === 'output_rejected' || 'inline' in wanted.source) return fate;`,
        replace: `if (fate.state !== 'stored' || 'inline' in wanted.source) return fate;`,
      },
    ],
    hint: { scenario: 'files that are gone after half a minute', at: 'output@finalize-task' },
  },
];
