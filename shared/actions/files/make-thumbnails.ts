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

const USUAL_SHAPE = { width: 1280, height: 720 };

/**
 * Draws the thumbnails of a task's outputs and their thumbhashes. An output that cannot be drawn is left out; where it is
 * a film, it gets the placeholder. Repeating it writes the same files.
 */
export const makeThumbnails =
  ({ files, open, placeholder, log }: ThumbnailDependencies) =>
  async ({ outputs }: ThumbnailOrder): Promise<{ previews: readonly Preview[] }> => {
    const draw = async ({ n, key }: Shown, picture: Picture): Promise<Preview> => {
      const drawSize = async (size: ThumbnailSize): Promise<void> => {
        const target = thumbnailKey(key, size);
        if (target === undefined) throw new Error('The key is no output of ours');
        await files.write(target, await picture.thumbnail(size));
      };
      const [thumbhash] = await Promise.all([picture.thumbhash(), ...thumbnailSizes.map(drawSize)]);
      return { n, sizes: thumbnailSizes, thumbhash };
    };

    const show = async (shown: Shown): Promise<Preview[]> => {
      const { width = USUAL_SHAPE.width, height = USUAL_SHAPE.height } = shown;
      const isFilm = shown.picture !== shown.key;
      try {
        const picture =
          shown.picture === undefined
            ? placeholder({ width, height })
            : await open(await files.read(shown.picture));
        return [await draw(shown, picture)];
      } catch (error) {
        log.warn('not drawn', { key: shown.key, reason: String(error) });
        log.count('PictureNotDrawn');
        const { picture, ...rest } = shown;
        return isFilm && picture !== undefined ? show(rest) : [];
      }
    };

    // One after the other: pictures are large, and the function is small.
    const previews: Preview[] = [];
    for (const shown of outputs) previews.push(...(await show(shown)));
    return { previews };
  };
