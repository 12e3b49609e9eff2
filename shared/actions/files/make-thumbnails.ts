import { withoutKeyParts } from '#domain/files/key-part.ts';
import type { Log } from '#domain/ports.ts';
import { thumbnailKey, thumbnailSizes, type Preview, type ThumbnailSize } from '#domain/files/preview.ts';
import type { PictureFiles } from '#storage/objects/picture-files.ts';
import type { Picture } from '#storage/objects/pictures.ts';

/** One output that is to be shown. */
export interface Shown {
  readonly n: number;
  /** Where the output lies; its thumbnails lie beside it. */
  readonly key: string;
  /** The picture that shows it; absent where there is none, and a placeholder is drawn. */
  readonly picture?: string;
  readonly width?: number;
  readonly height?: number;
}

export interface ThumbnailOrder {
  readonly outputs: readonly Shown[];
}

interface ThumbnailDependencies {
  readonly files: PictureFiles;
  readonly open: (bytes: Uint8Array) => Promise<Picture>;
  readonly placeholder: (shape: { readonly width: number; readonly height: number }) => Picture;
  readonly log: Log;
}

/** What has been drawn of one picture. */
interface Drawn {
  readonly thumbhash: string;
  readonly thumbnails: readonly (readonly [ThumbnailSize, Uint8Array])[];
}

const USUAL_SHAPE = { width: 1280, height: 720 };

/**
 * Draws the thumbnails of a task's outputs and their thumbhashes. A film whose picture cannot be drawn gets the placeholder,
 * and a picture that cannot be drawn a preview without sizes: that is the last word of it. An output is left out where the
 * store failed, so that it may be asked for again. Repeating it writes the same files.
 */
export const makeThumbnails =
  ({ files, open, placeholder, log }: ThumbnailDependencies) =>
  async ({ outputs }: ThumbnailOrder): Promise<{ previews: readonly Preview[] }> => {
    const refused = (what: string, { key }: Shown, error: unknown): void => {
      log.warn(what, { key: withoutKeyParts(key), reason: withoutKeyParts(String(error)) });
      log.count('PictureNotDrawn');
    };

    /** Draws all sizes before any is kept; undefined for bytes that are no picture. */
    const draw = async (shown: Shown, open: () => Promise<Picture>): Promise<Drawn | undefined> => {
      try {
        const picture = await open();
        const sizes = thumbnailSizes.map(async (size) => [size, await picture.thumbnail(size)] as const);
        const [thumbhash, ...thumbnails] = await Promise.all([picture.thumbhash(), ...sizes]);
        return { thumbhash, thumbnails };
      } catch (error) {
        return void refused('not drawn', shown, error);
      }
    };

    const keep = async ({ n, key }: Shown, { thumbhash, thumbnails }: Drawn): Promise<Preview> => {
      await Promise.all(
        thumbnails.map(async ([size, bytes]) => {
          const target = thumbnailKey(key, size);
          if (target === undefined) throw new Error('The key is no output of ours');
          await files.write(target, bytes);
        }),
      );
      return { n, sizes: thumbnailSizes, thumbhash };
    };

    const drawOwn = async (shown: Shown): Promise<Drawn | undefined> => {
      if (shown.picture === undefined) return undefined;
      const bytes = await files.read(shown.picture);
      return draw(shown, () => open(bytes));
    };

    const show = async (shown: Shown): Promise<Preview[]> => {
      const { n, key, picture, width = USUAL_SHAPE.width, height = USUAL_SHAPE.height } = shown;
      try {
        const own = await drawOwn(shown);
        const isFilm = picture !== key;
        const drawn = isFilm ? (own ?? (await draw(shown, async () => placeholder({ width, height })))) : own;
        return [drawn === undefined ? { n, sizes: [] } : await keep(shown, drawn)];
      } catch (error) {
        refused('not read or kept', shown, error);
        return [];
      }
    };

    // One after the other: pictures are large, and the function is small.
    const previews: Preview[] = [];
    for (const shown of outputs) previews.push(...(await show(shown)));
    return { previews };
  };
