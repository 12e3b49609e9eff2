/** The widths and heights that thumbnails fit into, in pixels. */
export const thumbnailSizes = [320, 1024] as const;
export type ThumbnailSize = (typeof thumbnailSizes)[number];

/** What makes one output pleasant to show. */
export interface Preview {
  /** The output's number. */
  readonly n: number;
  /** Which thumbnails there are. */
  readonly sizes: readonly ThumbnailSize[];
  /** A placeholder of some 25 bytes, in base64. */
  readonly thumbhash?: string;
}

/** Where a thumbnail lies: beside the file that it shows. Undefined for a file that is no output. */
export function thumbnailKey(key: string, size: ThumbnailSize): string | undefined {
  const parts = /^(.*?)(images|videos)\/generated\/(.+)\.[a-z0-9]+$/.exec(key);
  const [, prefix = '', folder = '', rest = ''] = parts ?? [];
  return parts === null ? undefined : `${prefix}${folder}/thumbnails/${size}/${rest}.webp`;
}

/** What a file says of itself, in the words of the IPTC: a machine that learned from others' works has made it. */
export const DIGITAL_SOURCE_TYPE = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';
