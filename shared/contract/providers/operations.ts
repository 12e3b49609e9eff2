import * as z from 'zod';
import { isCallable } from '#providers/service.ts';
import { defaultService, services } from '#providers/services.ts';
import { operatorTag, type Subject } from '../openapi/operation.ts';
import { account } from '../account/operations.ts';
import {
  accountListView,
  ownAccountView,
  setAccountView,
  type AccountView,
  type OwnAccountView,
} from './answers.ts';
import { accountBody, accountName, removalQuery } from './requests.ts';

const first: AccountView = {
  service: defaultService.name,
  account: 'default',
  state: 'open',
  secret: 'readable',
  baseUrl: 'https://api.example.com',
  limits: { creates: 20, createsWindowMs: 10_250, questions: 10, questionsWindowMs: 1400 },
  waiting: 0,
  refused: [],
};

const second: AccountView = {
  ...first,
  account: 'second',
  reason: 'More calls at once',
  since: '2026-11-21T10:30:00.000Z',
  secretArn: `arn:aws:secretsmanager:eu-central-1:123456789012:secret:darkroom-prod/accounts/${defaultService.name}/second-AbCdEf`,
};

const own: OwnAccountView = {
  service: defaultService.name,
  state: 'open',
  since: '2026-11-21T10:30:00.000Z',
  secret: 'readable',
  baseUrl: first.baseUrl,
  limits: first.limits,
  waiting: 0,
  refused: [],
};

const serviceParameter = z
  .enum(services.filter(isCallable).map(({ name }) => name))
  .meta({ description: 'The provider, as tasks name it.', example: defaultService.name });

/** The routes about the account that an owner has brought. */
export const ownProviders: Subject<'readOwnAccount' | 'setOwnAccount' | 'removeOwnAccount'> = {
  tag: account.tag,
  parameters: { service: serviceParameter },
  operations: {
    readOwnAccount: {
      description:
        'The account that you have brought: whether it takes your calls, whether its key can be read, and how many wait. No answer holds the key.',
      answers: {
        200: { description: 'The account.', content: { schema: ownAccountView, example: own } },
      },
      refusals: ['not_found'],
    },
    setOwnAccount: {
      description:
        'Brings an account of your own, which takes its key, or changes it: what is left out stays as it is. While it is `open` your new tasks go to the provider with it alone, also while it is empty or its key is refused; no other owner’s do. What waits in the queue already, and what goes on from a film that another account has made, keeps its account. The key goes into Secrets Manager and never comes back. Functions use the change within half a minute. One account a provider. Repeating the same changes nothing.',
      body: { schema: accountBody, example: { apiKey: 'sk-0123456789abcdef' } },
      answers: {
        200: { description: 'The account as it is now.', content: { schema: ownAccountView, example: own } },
      },
      refusals: ['not_found', 'conflict'],
    },
    removeOwnAccount: {
      description:
        'Takes your account back, once it is drained or shut, and removes its key. 409 while it takes calls, for two minutes after, and while tasks are under way that it has made calls for. Your tasks go with everybody’s accounts again.',
      query: removalQuery,
      answers: { 204: { description: 'It is gone.' } },
      refusals: ['not_found', 'conflict'],
    },
  },
};

/** The routes about our accounts at providers. */
export const providers: Subject<'listAccounts' | 'setAccount' | 'removeAccount'> = {
  tag: operatorTag,
  parameters: {
    service: serviceParameter,
    account: accountName.meta({ description: 'The name of the account.', example: 'second' }),
  },
  operations: {
    listAccounts: {
      description:
        'Our accounts at a provider: which of them take calls, whether their secrets can be read, and who waits. No answer holds a secret.',
      answers: {
        200: {
          description: 'All of them, the first included.',
          content: { schema: accountListView, example: { items: [first, second] } },
        },
      },
      refusals: ['not_found'],
    },
    setAccount: {
      description:
        'Adds an account, which takes the key of it, or changes one: what is left out stays as it is. The key goes into Secrets Manager and never comes back. Functions use the change within half a minute, another key within five minutes or as soon as the old one is refused. An account is opened only while its secret can be read (409). The secret of the first account is the deployment’s own and is not set here (409). Repeating the same changes nothing.',
      body: {
        schema: accountBody,
        example: { apiKey: 'sk-0123456789abcdef', webhookKeys: [], reason: 'More calls at once' },
      },
      answers: {
        200: {
          description: 'The account as it is now.',
          content: { schema: setAccountView, example: { account: second } },
        },
      },
      refusals: ['not_found', 'conflict'],
    },
    removeAccount: {
      description:
        'Removes an account that is drained or shut, and its secret, which can be had back from Secrets Manager for a week. 409 while it takes calls, for two minutes after, and while tasks are under way that it has made calls for, or decisions about them are open. Nothing can go on any more from films that were made with it. The first account stays.',
      query: removalQuery,
      answers: { 204: { description: 'It is gone.' } },
      refusals: ['not_found', 'conflict'],
    },
  },
};
