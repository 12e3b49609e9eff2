import * as z from 'zod';
import { instant, type Shown } from '../wire/members.ts';

/** An account at a provider. */
const accountView = z
  .object({
    service: z.string(),
    account: z.string().describe('Its name; the first one is called `default`.'),
    state: z.enum(['open', 'draining', 'shut']).describe('Whether it takes new calls.'),
    reason: z.string().describe('Why it is in this state, where somebody has said so.').exactOptional(),
    since: instant.describe('Since when; absent where nobody has ever changed it.').exactOptional(),
    secret: z
      .enum(['readable', 'unreadable', 'malformed'])
      .describe('Whether its secret can be read, and has the form that the service wants.'),
    secretArn: z
      .string()
      .describe(
        'Where that lies in Secrets Manager; absent for the first, whose secret is the deployment’s own.',
      )
      .exactOptional(),
    baseUrl: z.string().describe('Where calls go.'),
    limits: z
      .object({
        creates: z.int().min(1).describe('So many paid calls may be made …'),
        createsWindowMs: z.int().min(1).describe('… in so many milliseconds.'),
        questions: z.int().min(1).describe('So many questions may be asked …').exactOptional(),
        questionsWindowMs: z.int().min(1).describe('… in so many milliseconds.').exactOptional(),
      })
      .describe('What is sent with it at most.'),
    waiting: z.int().min(0).describe('About how many calls wait for their turn with it.'),
    refused: z
      .array(z.enum(['key', 'credit']))
      .describe(
        'Why the provider takes nothing with it for now: its key is refused, or it has too few credits.',
      ),
  })
  .meta({ id: 'ProviderAccount', description: 'One of our accounts at a provider.' });

export type AccountView = Shown<typeof accountView>;

/** The account that an owner has brought. */
export const ownAccountView = accountView
  .omit({ account: true, secretArn: true })
  .meta({ id: 'OwnProviderAccount', description: 'An account at a provider that an owner has brought.' });

export type OwnAccountView = Shown<typeof ownAccountView>;

const warning = z.string().describe('There where no account takes calls any more.').exactOptional();

/** All at one provider. */
export const accountListView = z
  .object({ items: z.array(accountView), warning })
  .meta({ id: 'ProviderAccounts', description: 'Our accounts at a provider.' });

export type AccountListView = Shown<typeof accountListView>;

/** One that was set. */
export const setAccountView = z
  .object({ account: accountView, warning })
  .meta({ id: 'SetProviderAccount', description: 'An account as it is now.' });

export type SetAccountView = Shown<typeof setAccountView>;
