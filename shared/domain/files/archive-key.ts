import type { Owner, TaskId } from '../ids.ts';
import { idInKey } from './key-part.ts';
import { filmTypes, pictureTypes, soundTypes } from './media-types.ts';
import { thumbnailSizes } from './preview.ts';

/** The types that we keep, by what their bytes say, and the ending that each gets. Nothing that a browser could execute. */
export const archiveTypes = {
  ...pictureTypes,
  'image/avif': { ending: 'avif', media: 'image' },
  ...filmTypes,
  ...soundTypes,
} as const;

export type ArchiveType = keyof typeof archiveTypes;
export type AssetMedia = (typeof archiveTypes)[ArchiveType]['media'];

const folders = { image: 'images', video: 'videos', audio: 'audio' } as const;

/** True for a sniffed type that may be archived. */
export const isArchiveType = (type: string): type is ArchiveType => type in archiveTypes;

/** Roles that begin the name of a file within its shot (`start_frame_….png`). Any other is a folder. */
const frameRoles = ['start_frame', 'end_frame'];

/** Where in a production a file belongs. Each part is validated with the request: letters, digits, `_` and `-` only. */
export interface PathContext {
  readonly project: string;
  readonly branch: string;
  readonly scene?: string;
  readonly shot?: string;
  readonly role?: string;
}

const isFrame = ({ shot, role }: PathContext): boolean =>
  shot !== undefined && role !== undefined && frameRoles.includes(role);

/** The folders that stand in front; `withRole` false where the role is part of the file's name. */
function prefixOf(context: PathContext | undefined, withRole: boolean): string {
  if (context === undefined) return '';
  const { project, branch, scene, shot, role } = context;
  const parts = [
    `project_${project}`,
    `branch_${branch}`,
    ...(scene === undefined ? [] : [`scene_${scene}`]),
    ...(shot === undefined ? [] : [`shot_${shot}`]),
    ...(role === undefined || !withRole ? [] : [role]),
  ];
  return `${parts.join('/')}/`;
}

/** How the keys of a task's files go: the folders in front, and what their names begin with. */
function nameOf({ taskId, context }: Pick<ArchivePlace, 'taskId' | 'context'>): {
  readonly prefix: string;
  readonly name: string;
} {
  if (context === undefined || !isFrame(context)) return { prefix: prefixOf(context, true), name: taskId };
  return { prefix: prefixOf(context, false), name: `${context.role ?? ''}_${taskId}` };
}

export interface ArchivePlace {
  readonly owner: Owner;
  readonly taskId: TaskId;
  /** What the task's row says of it; absent for one that an earlier version created. */
  readonly keyPart?: string | undefined;
  /** Counts a task's outputs from 1. */
  readonly n: number;
  readonly context?: PathContext | undefined;
}

/** Below these lie all outputs and thumbnails of an owner, but for those with a context in front. */
export const ownMedia = (owner: Owner): readonly string[] =>
  Object.values(folders).flatMap((folder) =>
    ['generated', ...thumbnailSizes.map((size) => `thumbnails/${size}`)].map(
      (kind) => `${folder}/${kind}/${owner}/`,
    ),
  );

/** The keys of every output of one task begin with one of these, whatever stands behind its id, whatever the task makes and whichever version kept it. */
export function taskFiles({
  owner,
  taskId,
  context,
}: Omit<ArchivePlace, 'n' | 'keyPart'>): readonly string[] {
  const begun = ({ prefix, name }: ReturnType<typeof nameOf>): string[] =>
    Object.values(folders).map((folder) => `${prefix}${folder}/generated/${owner}/${name}`);
  // Until 0.1.0 a frame's role was a folder as any other.
  const earlier = { prefix: prefixOf(context, true), name: taskId };
  const isOther = context !== undefined && isFrame(context);
  return [...begun(nameOf({ taskId, context })), ...(isOther ? begun(earlier) : [])];
}

/** Where an output lies: made of our own ids, the checked context and the sniffed type only. */
export function archiveKey({ owner, taskId, keyPart, n, context }: ArchivePlace, type: ArchiveType): string {
  const { ending, media } = archiveTypes[type];
  const suffix = n === 1 ? '' : `-${n}`;
  const { prefix, name } = nameOf({ taskId, context });
  return `${prefix}${folders[media]}/generated/${owner}/${idInKey(name, keyPart)}${suffix}.${ending}`;
}
