import type { Mutant } from './mutant.ts';

const archive = 'shared/actions/workflow/archive-output.ts';
const bring = 'shared/actions/files/bring-file.ts';

const bringing =
  'const brought = await bring({ owner, url, keyOf, stripMetadata: upload.stripMetadata === true });';
const calling = 'await fetchFile(order, FETCH_FUNCTION_SECONDS * 1000)';
const thirdParty = 'a picture made from an upload, and another from a third party’s picture';

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
        find: 'if (final) return unusableInput(url, reason);',
        replace: "if (final || reason !== '') return unusableInput(url, reason);",
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
        find: bringing,
        replace: `${bringing.replace('brought', 'came')}
    const arrival = { key: uploadKey(upload, 'image/png'), contentType: 'image/png', bytes: 1, sha256: '' } as const;
    const brought = came.type === 'failed' ? ({ type: 'stored', arrival } as const) : came;`,
      },
    ],
    hint: { scenario: 'files from a third party whose bodies break off in the middle' },
  },
  {
    name: 'an input is lost where the function that fetches has not answered',
    patches: [
      {
        file: bring,
        find: calling,
        replace: `${calling}.catch(() => ({ type: 'failed', final: true, reason: 'no answer' }))`,
      },
    ],
    hint: { scenario: thirdParty, at: 'lambda.fetch@submit-generation' },
  },
  {
    name: 'an input is lost where what was fetched could not be taken in',
    patches: [
      {
        file: bring,
        find: '      await fetched.take(arrival, key);',
        replace: `      try {
        await fetched.take(arrival, key);
      } catch {
        return { type: 'rejected', reason: 'it was not taken in' };
      }`,
      },
    ],
    hint: { scenario: thirdParty, at: 'fetched.take@submit-generation' },
  },
  {
    name: 'what was fetched counts as ours before it is taken in',
    patches: [
      {
        file: bring,
        find: 'await fetched.take(arrival, key);',
        replace: "if (key === '') await fetched.take(arrival, key);",
      },
    ],
    hint: { scenario: thirdParty },
  },
  {
    name: 'what was fetched is removed before it is taken in',
    patches: [
      {
        file: bring,
        find: '      await fetched.take(arrival, key);',
        replace:
          '      await drop(arrival.key);\n      await fetched.take(arrival, key).catch(() => undefined);',
      },
    ],
    hint: { scenario: thirdParty },
  },
  {
    name: 'an address that does not answer is taken for one without a file',
    patches: [
      {
        file: 'shared/actions/files/fetch-file.ts',
        find: "return { type: 'failed', ...problem };",
        replace: "return { type: 'rejected', reason: problem.reason };",
      },
    ],
    hint: {
      scenario: 'pictures made from files whose bodies break off in the middle, for a while and for ever',
    },
  },
];
