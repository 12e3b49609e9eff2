import * as z from 'zod';
import { operatorTag, type Subject } from '../openapi/operation.ts';
import { limitsOfOwnerView, type LimitsOfOwnerView } from './answers.ts';
import { ownerLimitsBody } from './requests.ts';

const example: LimitsOfOwnerView = {
  limits: { readsPerMinute: 30_000, writesPerMinute: 30_000, createsPerMinute: 60, openTasks: 20 },
  own: { createsPerMinute: 60, openTasks: 20 },
};

/** The routes about what owners may ask for. */
export const limits: Subject<'readLimits' | 'setLimits'> = {
  tag: operatorTag,
  parameters: { owner: z.string().meta({ description: 'The owner of API keys.', example: 'ana' }) },
  operations: {
    readLimits: {
      description: 'What an owner may ask for. Who has changed it stands in the audit.',
      answers: {
        200: { description: 'The limits as they are now.', content: { schema: limitsOfOwnerView, example } },
      },
      refusals: ['not_found'],
    },
    setLimits: {
      description:
        'Sets what an owner may ask for. A limit that is left out stays as it is; with `null` what is usual in this deployment holds for him again. It holds everywhere within a minute, limits of open tasks and of bytes of uploads at once. The change is written down with the owner of your key; limits that are set as they are change nothing.',
      body: { schema: ownerLimitsBody, example: { createsPerMinute: 60, openTasks: 20, reason: 'A trial' } },
      answers: {
        200: { description: 'The limits as they are now.', content: { schema: limitsOfOwnerView, example } },
      },
      refusals: ['not_found'],
    },
  },
};
