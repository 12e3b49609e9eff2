import * as z from 'zod';
import type { Fault } from '#domain/error.ts';
import { exceededWords, type Exceeded } from '#domain/limits/exceeded.ts';
import type { Problem } from './problem.ts';
import { credits, instant, words, type Members } from './members.ts';

interface ProblemExtras {
  readonly requiredScope?: string;
  readonly successor?: string;
  readonly services?: readonly string[];
  readonly suggestions?: readonly string[];
  readonly estimatedCredits?: number;
  readonly freeCredits?: number;
  readonly expectedWaitSeconds?: number;
  readonly exceeded?: Exceeded;
  readonly confirmationToken?: string;
  readonly expiresAt?: string;
}

const fault = z.object({
  path: z.string().describe("A JSON Pointer into the body, or a parameter's name."),
  message: z.string(),
} satisfies Members<Fault>);

/** A refusal. */
export const problemView = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().describe('What programs decide by; the list stands at each response.'),
    detail: z.string().describe('What is wrong this time.'),
    requestId: z.string().describe('Quote it when you ask for help.'),
    errors: z.array(fault).describe('Every fault of the request.').exactOptional(),
    requiredScope: z.string().describe('With `forbidden`: the scope that is missing.').exactOptional(),
    successor: z.string().describe('With `model_retired`: the model to use instead.').exactOptional(),
    services: z
      .array(z.string())
      .describe('With `incompatible_service`: who offers the model.')
      .exactOptional(),
    suggestions: z
      .array(z.string())
      .describe('The names that look most like an unknown one.')
      .exactOptional(),
    estimatedCredits: credits.describe('With `budget_exceeded`: what the task would cost.').exactOptional(),
    freeCredits: credits.describe('With `budget_exceeded`: what is left.').exactOptional(),
    expectedWaitSeconds: z
      .number()
      .describe('With `queue_full`: how long the task would wait for its turn.')
      .exactOptional(),
    exceeded: words(exceededWords)
      .describe('With `rate_limited`: the limit that this would have broken.')
      .exactOptional(),
    confirmationToken: z
      .string()
      .describe('With `confirmation_required`: what the repetition has to carry.')
      .exactOptional(),
    expiresAt: instant
      .describe('With `confirmation_required`: until when the token is good.')
      .exactOptional(),
  } satisfies Members<Problem & ProblemExtras>)
  .meta({ id: 'Problem', description: 'A refusal, as RFC 9457 has it.' }) satisfies z.ZodType<Problem>;
