import type { Mutant } from './mutant.ts';

const expire = 'shared/actions/files/expire-uploads.ts';
const remove = 'shared/actions/files/delete-upload.ts';
const expiring = 'a file that expires while a task is made of it';
const inRequest = 'a file within a request, and a picture made of it';
const deleting = 'files that are deleted while tasks are made of them';

/** Defects in uploads (storing, keeping, removing) and in thumbnails. */
export const fileMutants: readonly Mutant[] = [
  {
    name: 'a walk through the bucket does not ask whose it is',
    patches: [
      {
        file: 'shared/actions/files/remove-orphans.ts',
        find: 'if (named !== undefined && named !== ours) {',
        replace: 'if (named !== undefined && named === ours.slice(1)) {',
      },
    ],
    hint: { scenario: 'an empty table beside a full bucket' },
  },
  {
    name: 'an expired upload is shown until the cleanup runs',
    patches: [
      {
        file: 'shared/actions/files/upload-dependencies.ts',
        find: 'if (upload === undefined || isOver(upload, clock.now()))',
        replace: 'if (upload === undefined || isOver(upload, 0))',
      },
    ],
    hint: { scenario: expiring },
  },
  {
    name: 'an expired upload is given to a task',
    patches: [
      {
        file: 'shared/actions/files/use-inputs.ts',
        find: 'if (upload === undefined || isOver(upload, clock.now()))',
        replace: 'if (upload === undefined || isOver(upload, 0))',
      },
    ],
    hint: { scenario: expiring },
  },
  {
    name: 'an expired upload is taken from the task that needs it',
    patches: [
      {
        file: expire,
        find: 'if (isNeeded(uses, now, CLEANUP_MARGIN_MS))',
        replace: 'if (isNeeded(uses, now, -1e12))',
      },
    ],
    hint: { scenario: expiring },
  },
  {
    name: 'an upload is ready before its bytes are stored',
    patches: [
      {
        file: 'shared/actions/files/complete-upload.ts',
        find: `const { sentTo = key } = upload;
      const found = await lookAt(upload, sentTo);`,
        replace: `const sentTo = key;
      const seen = await lookAt(upload, sentTo);
      const { contentType = 'image/png', bytes = 0 } = upload;
      const found = seen.type === 'missing' ? { type: 'file', contentType, bytes, sha256: '', etag: undefined } as const : seen;`,
      },
      {
        file: 'shared/actions/files/complete-upload.ts',
        find: '    if (sentTo === key) return arrival;',
        replace: "    if (sentTo !== '') return arrival;",
      },
    ],
    hint: { scenario: 'addresses to which nothing is sent, or something that is never asked after again' },
  },
  {
    name: 'an upload from a third party is ready before it is fetched',
    patches: [
      {
        file: 'shared/actions/files/fetch-upload.ts',
        find: '    const brought = await bring(',
        replace: `    const arrival = { key: uploadKey(upload, 'image/png'), contentType: 'image/png', bytes: 1, sha256: '' } as const;
    await uploads.amend(upload, (current) => arrived(current, arrival, { now: clock.now(), life }));
    const brought = await bring(`,
      },
    ],
    hint: { scenario: 'a file from a third party, and a picture made of it' },
  },
  {
    name: 'an upload is forgotten before its bytes are removed',
    patches: [
      {
        file: remove,
        find: 'if ((await objects.removeAll(objectsOfUpload(found.upload))).size > 0) {',
        replace: `await uploads.forget(found.upload, found.uses);
      if ((await objects.removeAll(objectsOfUpload(found.upload))).size > 0) {`,
      },
    ],
    hint: { scenario: inRequest },
  },
  {
    name: 'an upload is removed without being marked',
    patches: [
      {
        file: remove,
        find: 'if (!(await uploads.mark(found.upload, isoTime(clock.now())))) continue;',
        replace: 'if (race > 9) continue;',
      },
    ],
    hint: { scenario: inRequest },
  },
  {
    name: 'an upload may be deleted while an open task uses it',
    patches: [
      {
        file: 'shared/actions/files/upload-use.ts',
        find: 'snapshot === undefined ? isJustUsed(use, now) : !isEnded(snapshot.task)',
        replace: 'snapshot === undefined ? isJustUsed(use, now) : isEnded(snapshot.task)',
      },
    ],
    hint: { scenario: deleting },
  },
  {
    name: 'an upload may be deleted while a task is made of it',
    patches: [
      {
        file: 'shared/actions/files/upload-use.ts',
        find: 'snapshot === undefined ? isJustUsed(use, now) : !isEnded(snapshot.task)',
        replace: 'isJustUsed(use, 1e15) || (snapshot !== undefined && !isEnded(snapshot.task))',
      },
    ],
    hint: { scenario: deleting, at: 'complete-upload' },
  },
  {
    name: 'what a dead removal has left waits until it expires',
    patches: [
      {
        file: 'shared/storage/files/upload-store.ts',
        find: 'dueAt: now < seen.expiresAt ? now : seen.expiresAt',
        replace: 'dueAt: now < seen.expiresAt ? seen.expiresAt : now',
      },
    ],
    hint: { scenario: inRequest, at: 'delete-upload' },
  },
  {
    name: 'a thumbnail is shown that was never drawn',
    patches: [
      {
        file: 'shared/actions/files/make-thumbnails.ts',
        find: 'await files.write(target, bytes);',
        replace: 'if (size < 1000) await files.write(target, bytes);',
      },
    ],
    hint: { scenario: 'a picture by callback' },
  },
  {
    name: 'a task fails where its thumbnails do',
    patches: [
      {
        file: 'shared/actions/files/preview-outputs.ts',
        find: "      log.count('PreviewFailed');\n      return [];",
        replace: "      log.count('PreviewFailed');\n      throw error;",
      },
      {
        file: 'shared/actions/files/make-thumbnails.ts',
        find: "return void refused('not drawn', shown, error);",
        replace: 'throw error;',
      },
      {
        file: 'shared/actions/files/make-thumbnails.ts',
        find: "refused('not read or kept', shown, error);\n        return [];",
        replace: 'throw error;',
      },
    ],
    hint: { scenario: 'a film whose picture cannot be drawn' },
  },
  {
    name: 'thumbnails that could not be drawn are not tried again',
    patches: [
      {
        file: 'shared/domain/tasks/late-looks.ts',
        find: 'const DRAWING_LOOKS_MS = [2 * MINUTE_MS, 15 * MINUTE_MS, 2 * HOUR_MS];',
        replace: 'const DRAWING_LOOKS_MS = [2 * MINUTE_MS].slice(1);',
      },
    ],
    hint: { scenario: 'a picture by callback', at: 'media.write@make-thumbnails' },
  },
  {
    name: 'a picture that the store does not give is taken for one that cannot be drawn',
    patches: [
      {
        file: 'shared/actions/files/make-thumbnails.ts',
        find: "refused('not read or kept', shown, error);\n        return [];",
        replace: "refused('not read or kept', shown, error);\n        return [{ n, sizes: thumbnailSizes }];",
      },
    ],
    hint: { scenario: 'a picture by callback', at: 'media.write@make-thumbnails' },
  },
];
