import type { TaskRequest } from '#domain/tasks/task.ts';

/**
 * Texts that stand in a request twice, as they were asked for and as they are sent: a prompt may be most of what a task
 * takes in the table. A row may keep such a text once, in `providerParams`, and say where in `input` it belongs. Rows of
 * this form are read, and not written yet: see docs/decisions/rows-of-other-versions.md.
 */

/** Names and positions from the top of a tree down to one of its texts. */
type Path = readonly string[];

/** A text of `input` that is kept in `providerParams` only. */
export interface SharedText {
  readonly at: Path;
  readonly from: Path;
}

/** What the row of a request holds. */
export interface StoredRequest extends TaskRequest {
  readonly sharedTexts?: readonly SharedText[];
}

const memberOf = (tree: unknown, name: string): unknown =>
  typeof tree === 'object' && tree !== null ? (tree as Readonly<Record<string, unknown>>)[name] : undefined;

/** A copy of a tree with another text at a place. Throws where there is no such place. */
function withText(tree: unknown, [name, ...rest]: Path, text: string): unknown {
  if (name === undefined) return text;
  if (typeof tree !== 'object' || tree === null || !Object.hasOwn(tree, name))
    throw new Error(`The request has no place for a text at ${name}`);
  const changed = withText(memberOf(tree, name), rest, text);
  if (Array.isArray(tree)) return tree.map((item: unknown, i) => (String(i) === name ? changed : item));
  return { ...tree, [name]: changed };
}

/** A request as it was made, from what is stored of it. Throws where a text or its place is missing: what lacks its prompt is not sent. */
export function withSharedTexts({ sharedTexts, ...request }: StoredRequest): TaskRequest {
  if (sharedTexts === undefined) return request;
  const input = sharedTexts.reduce<unknown>((made, { at, from }) => {
    const text = from.reduce(memberOf, request.providerParams);
    if (typeof text !== 'string') throw new Error(`The request has no text at ${from.join('/')}`);
    return withText(made, at, text);
  }, request.input);
  return { ...request, input: input as TaskRequest['input'] };
}
