import type * as z from 'zod';

/** The same members, each with a description. A member that is added or removed elsewhere does not compile here. */
export const explained = <Shape extends z.core.$ZodLooseShape>(
  schema: z.ZodObject<Shape>,
  meanings: Readonly<Record<keyof Shape & string, string>>,
): Record<string, z.ZodType> =>
  Object.fromEntries(
    Object.entries<string>(meanings).map(([name, meaning]) => [
      name,
      (schema.shape[name] as z.ZodType).describe(meaning),
    ]),
  );
