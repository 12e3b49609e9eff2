import * as z from 'zod';

const secret = z.object({ apiKey: z.string(), webhookKeys: z.array(z.string()).default([]) });

/** Reads Kie's secret: the key for calls, and the keys that callbacks are signed with. Throws where it has another form. */
export const readSecret = (value: unknown): z.output<typeof secret> => secret.parse(value);

/** Whether it has that form. */
export const isSecret = (value: unknown): boolean => secret.safeParse(value).success;
