import { Failure } from '#domain/error.ts';
import type { UploadView } from '#contract/files/answers.ts';
import { addressOf } from '#contract/route.ts';
import { fileRoutes } from '#contract/files/routes.ts';
import { viewUpload } from '#contract/files/view-upload.ts';
import type { MediaAddress } from '#domain/files/media-address.ts';
import type { Upload } from '#domain/files/upload.ts';
import type { GetLinks } from '#storage/objects/upload-links.ts';
import type { HttpResponse } from './response.ts';
import { systemClock } from '../compose/system-ports.ts';

/** Shows uploads, with addresses for those that are ready. */
export const uploadShower = (links: GetLinks, addressOfKey: MediaAddress) => {
  const show = async (upload: Upload): Promise<UploadView> => {
    const { key, contentType, fileName } = upload;
    const isReady = upload.status === 'ready' && key !== undefined;
    const addresses = isReady
      ? {
          url: addressOfKey(key),
          downloadUrl: await links.presignedGet(key, { contentType, fileName }),
        }
      : undefined;
    return viewUpload(upload, systemClock.now(), addresses);
  };

  /** An upload with where it is and, while it is being fetched, when to ask again. */
  return async (
    status: number,
    upload: Upload,
    extra: Record<string, unknown> = {},
  ): Promise<HttpResponse> => {
    const where = status === 200 ? {} : { location: addressOf(fileRoutes.readUpload, upload.id) };
    const again = upload.status === 'fetching' ? { 'retry-after': '1' } : {};
    return { status, headers: { ...where, ...again }, body: { ...(await show(upload)), ...extra } };
  };
};

/** The bytes of a base64 text, plain or as a data URL. Throws `validation_failed`. */
export function decodeBase64(text: string): Buffer {
  const [, encoded = text] = /^data:[^,]*;base64,([\s\S]*)$/.exec(text) ?? [];
  // The blanks at the end are cut off first: no character can then be matched in two ways, and the time stays linear.
  if (/^[A-Za-z0-9+/_\s-]+={0,2}$/.test(encoded.trimEnd())) return Buffer.from(encoded, 'base64');
  throw new Failure('validation_failed', 'The data is not base64', {
    errors: [{ path: '/base64Data', message: 'Not base64' }],
  });
}

/** A name for a file whose sender gave none: the last part of its address, or plainly `file`. */
export function nameFrom(url: string | undefined): string {
  const path = url === undefined ? '' : (URL.parse(url)?.pathname ?? '');
  const last = (path.split('/').at(-1) ?? '').replace(/[^\w.-]/g, '_').slice(-100);
  return /\w/.test(last) ? last : 'file';
}
