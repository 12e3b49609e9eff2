import * as z from 'zod';

/** The query string of DELETE /me/data. */
export const eraseQuery = z.strictObject({
  confirmationToken: z
    .string()
    .max(200)
    .exactOptional()
    .describe('As it was handed out with `confirmation_required`; good for ten minutes.'),
});
