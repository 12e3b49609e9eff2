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
  const generated = /(images|videos)\/generated\//.exec(key);
  if (generated === null) return undefined;
  const [{ length }, folder] = generated;
  const rest = key.slice(generated.index + length);
  const dot = rest.lastIndexOf('.');
  if (dot < 1 || !/^[a-z0-9]+$/.test(rest.slice(dot + 1))) return undefined;
  return `${key.slice(0, generated.index)}${folder}/thumbnails/${size}/${rest.slice(0, dot)}.webp`;
}

/** What a file says of itself, in the words of the IPTC: a machine that learned from others' works has made it. */
export const DIGITAL_SOURCE_TYPE = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';
