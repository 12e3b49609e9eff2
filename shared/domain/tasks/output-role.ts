import type { AssetMedia } from '../files/archive-key.ts';

interface RoleMeaning {
  readonly what: string;
  /** What a file in this role is; absent where it is of the kind that the task makes. */
  readonly media?: AssetMedia;
}

/** What a file that the provider made is to its task. Only a `result` decides about the task's end. */
export const outputRoles = {
  result: { what: 'what was asked for' },
  part: { what: 'the piece that was added, where the result is the whole of an extended film' },
  origin: { what: 'the result as it was before the provider cropped or otherwise changed it' },
  first_frame: { what: 'the first frame of a film', media: 'image' },
  last_frame: { what: 'the last frame of a film', media: 'image' },
  cover: { what: 'the picture by which the provider shows a film or a song', media: 'image' },
  other: { what: 'a file beside the result that this version has no name for' },
} as const satisfies Readonly<Record<string, RoleMeaning>>;

export type OutputRole = keyof typeof outputRoles;

/** What a file in a role is, where the task makes `media`. */
export function mediaOfRole(role: OutputRole, media: AssetMedia): AssetMedia {
  const meaning: RoleMeaning = outputRoles[role];
  return meaning.media ?? media;
}
