import { UploadPartCommand } from '@aws-sdk/client-s3';
import { afterEach, expect, it } from 'vitest';
import { completeUpload } from '#actions/files/complete-upload.ts';
import { createPartedUpload } from '#actions/files/upload-parts.ts';
import type { Upload } from '#domain/files/upload.ts';
import { uploadStore } from '#storage/files/upload-store.ts';
import { uploadIntake } from '#storage/objects/upload-intake.ts';
import { uploadParts } from '#storage/objects/upload-parts.ts';
import { uploadReader } from '#storage/objects/upload-reader.ts';
import { mortality } from '../../mortality.ts';
import { aSound } from '../../sample-media.ts';
import { aBucketWorld, ana, HOUR_MS, type BucketWorld } from './bucket-fixture.ts';

let world: BucketWorld;
afterEach(() => world.end());

const file = aSound(1000);
const order = { owner: ana, fileName: 'a.wav', contentType: 'audio/wav', bytes: file.length };

/** The actions about one world, with ports that may die. */
async function aRoom() {
  world = await aBucketWorld();
  const death = mortality();
  const { client } = world.s3;
  const dependencies = {
    ...world.dependencies,
    uploads: death.mortal(uploadStore(world.table)),
    parts: death.mortal(uploadParts(client, 'media')),
    reader: death.mortal(uploadReader(client, 'media')),
    intake: death.mortal(uploadIntake(client, 'media')),
  };
  const complete = completeUpload(dependencies);
  return {
    death,
    begin: () => createPartedUpload(dependencies)(order),
    complete: ({ id }: Pick<Upload, 'id'>) => complete({ owner: ana, id }),
  };
}

async function sent() {
  const room = await aRoom();
  const { upload } = await room.begin();
  // The address itself is proven over HTTP: it is signed by the time of this machine, which the bucket does not keep.
  const { sentTo: Key, parts: { storeId: UploadId } = {} } = upload;
  const part = { Bucket: 'media', Key, UploadId, PartNumber: 1, Body: file };
  await world.s3.client.send(new UploadPartCommand(part));
  return { ...room, upload };
}

it('what is completed again is one ready file, wherever the first try died', async () => {
  for (const afterwards of [false, true]) {
    let deaths = 0;
    for (let at = 1; ; at += 1) {
      const { death, complete, upload } = await sent();
      death.dieAt(at, afterwards);
      const first = await complete(upload).catch((error: unknown) => String(error));
      death.live();
      const again = await complete(upload);
      expect([at, again.status, again.bytes]).toEqual([at, 'ready', file.length]);
      const keys = await world.keys();
      // Where it was sent an empty object closes the address, but for who died just before.
      expect(keys.filter((key) => !key.startsWith('pending/'))).toEqual([upload.key]);
      if (typeof first !== 'string') break;
      deaths += 1;
      await world.end();
    }
    expect(deaths).toBeGreaterThan(4);
  }
});

it('a file whose beginning was cut short has no row, and another is begun', async () => {
  for (const afterwards of [false, true]) {
    const { death, begin } = await aRoom();
    death.dieAt(1, afterwards);
    await expect(begin()).rejects.toThrow('died');
    death.live();
    expect(world.partitions()).toEqual([]);
    expect((await begin()).upload.status).toBe('pending');
    if (!afterwards) await world.end();
  }
});

it('a removal that died before or after its parts were given up is ended by the next tick', async () => {
  for (const afterwards of [false, true]) {
    const { upload } = await sent();
    const death = mortality();
    await world.advance(25 * HOUR_MS);
    const parts = death.mortal(uploadParts(world.s3.client, 'media'));
    death.dieAt(1, afterwards);
    await expect(world.expire({ parts })).rejects.toThrow('died');
    expect(await world.expire()).toMatchObject({ removed: 1 });
    expect(await world.table.partition(`upload#ana#${upload.id}`)).toEqual([]);
    expect(await world.keys()).toEqual([]);
    if (!afterwards) await world.end();
  }
});
