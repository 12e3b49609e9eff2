import type { Mutant } from './mutant.ts';

const archive = 'shared/actions/workflow/archive-output.ts';

const writing = 'writer.write({ body: source.body, contentLength: source.contentLength, keyOf })';
const fetching = 'writer.write({ body, contentLength, keyOf, stripMetadata })';

/** Defects in how a file is looked at that is in the archive already, and in what is made of one that breaks off on its way to us. */
export const transferMutants: readonly Mutant[] = [
  {
    name: 'a page about an error in place of a file is final',
    patches: [
      {
        file: archive,
        find: `{ fault: 'unfit', reason: kept.reason }`,
        replace: `{ fault: 'unusable', reason: kept.reason }`,
      },
    ],
    hint: { scenario: 'a file that is a page about an error at first' },
  },
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
        find: `if (fate.state !== 'lost' || problem.fault === 'unusable' || 'inline' in wanted.source) return fate;`,
        replace: `if (fate.state !== 'stored' || 'inline' in wanted.source) return fate;`,
      },
    ],
    hint: { scenario: 'files that are gone after half a minute', at: 'output@finalize-task' },
  },
  {
    name: 'an input that breaks off is given up at once',
    patches: [
      {
        file: 'shared/actions/workflow/fetch-input.ts',
        find: `await ${writing};`,
        replace: `await ${writing}.catch(() => ({ type: 'rejected', reason: 'it broke off' }) as const);`,
      },
    ],
    hint: {
      scenario: 'pictures made from files whose bodies break off in the middle, for a while and for ever',
    },
  },
  {
    name: 'a file that breaks off is kept as if it were whole',
    patches: [
      {
        file: 'shared/actions/files/fetch-upload.ts',
        find: `await ${fetching};`,
        replace: `await ${fetching}.catch(() => {
        const arrival = { key: uploadKey(upload, 'image/png'), contentType: 'image/png', bytes: 1, sha256: '' } as const;
        return { type: 'stored', arrival } as const;
      });`,
      },
    ],
    hint: { scenario: 'files from a third party whose bodies break off in the middle' },
  },
];
