import { fetchFile } from '#actions/files/fetch-file.ts';
import { uploadWriter } from '#storage/objects/upload-writer.ts';
import { cloudLog } from '../compose/cloud-log.ts';
import { connectArrivals } from '../compose/connect-arrivals.ts';
import { connectStrangers } from '../compose/connect-strangers.ts';
import { eventHandler } from '../compose/event-handler.ts';
import { systemRandom } from '../compose/system-ports.ts';

const { client, bucket } = connectArrivals();

/** Called for every stranger's file by what waits for it. */
export const handler = eventHandler(
  fetchFile({
    ...connectStrangers(),
    writer: uploadWriter(client, bucket),
    random: systemRandom,
    log: cloudLog,
  }),
);
