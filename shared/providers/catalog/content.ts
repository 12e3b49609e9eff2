import type { Field, Form } from './entry.ts';

/** What says what is to be made: words, files, lists of either. Choices, numbers and switches only say how. */
const isContent = (field: Field): boolean =>
  field.type === 'string' ? field.enum === undefined : !['number', 'integer', 'boolean'].includes(field.type);

/** The fields of a form of which one at least has to be given. */
export const contentNames = ({ fields }: Form): string[] =>
  Object.entries(fields)
    .filter(([, field]) => isContent(field))
    .map(([name]) => name);
