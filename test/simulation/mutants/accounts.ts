import type { Mutant } from './mutant.ts';

const submit = 'shared/actions/workflow/send-job.ts';
const drained = 'four at once with two accounts, of which the second is drained';
const file = 'a file of which two accounts need copies';

/** Defects in which of our accounts at the provider something is done with. */
export const accountMutants: readonly Mutant[] = [
  {
    name: 'a claim does not say which account its call is made with',
    patches: [{ file: submit, find: '...(account === DEFAULT_ACCOUNT ? {} : { account }),', replace: '' }],
    hint: { scenario: drained },
  },
  {
    name: 'a job is asked after with the first account',
    patches: [
      {
        file: 'shared/actions/workflow/ask-job.ts',
        find: 'const account = accountOf(task.service, job);',
        replace: 'const account = accountOf(task.service, undefined);',
      },
    ],
    hint: { scenario: drained },
  },
  {
    name: 'nobody is sent away from an account that takes no more calls',
    patches: [
      {
        file: 'shared/actions/workflow/give-places.ts',
        find: 'await release(row, lines);',
        replace: '',
      },
    ],
    hint: { scenario: drained },
  },
  {
    name: 'a copy that one account made is handed to another',
    patches: [
      {
        file: 'shared/storage/files/copy-store.ts',
        find: 'sk: accountName(account) });',
        replace: 'sk: account.service });',
      },
    ],
    hint: { scenario: file },
  },
];
