import { mkdir, statfs } from 'node:fs/promises';
import { StartError } from './start-error.ts';

const MEGABYTE = 1024 * 1024;
const LOOK_MS = 5_000;

/** How much room there is where everything is kept. */
export type Room = 'enough' | 'scarce' | 'none';

/** Below this nothing of use can be kept, below the other a film may not fit. */
const LEAST: Readonly<Record<Exclude<Room, 'enough'>, number>> = {
  none: 16 * MEGABYTE,
  scarce: 256 * MEGABYTE,
};

/** What so many free bytes are. */
export function roomOf(free: number): Room {
  if (free < LEAST.none) return 'none';
  return free < LEAST.scarce ? 'scarce' : 'enough';
}

/** What is to be said when the room has changed. */
export function roomInWords(room: Room, free: number, folder: string): string {
  const left = `${Math.floor(free / MEGABYTE)} MB`;
  switch (room) {
    case 'none':
      return `The disk is full: ${folder} has ${left} left. Nothing more can be kept; what the provider has made is fetched as soon as there is room again.`;
    case 'scarce':
      return `The disk is nearly full: ${folder} has ${left} left.`;
    case 'enough':
      return `There is room on the disk again: ${left}.`;
  }
}

/** Bytes that are free where a folder is. */
async function freeIn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** Refuses to start where nothing could be kept; makes the folder. `free` tells how many bytes there are. */
export async function requireRoom(folder: string, free = freeIn): Promise<void> {
  await mkdir(folder, { recursive: true });
  const bytes = await free(folder);
  if (roomOf(bytes) !== 'none') return;
  const left = Math.floor(bytes / MEGABYTE);
  throw new StartError(
    `The disk is full: ${folder} has ${left} MB left. Make room, or keep everything elsewhere with --data-dir.`,
  );
}

/** Looks at the room every few seconds, and tells when it has changed for the worse, or back. */
export function watchDisk(folder: string, tell: (text: string) => void): { stop(): void } {
  let known: Room = 'enough';
  const look = async (): Promise<void> => {
    const free = await freeIn(folder);
    const room = roomOf(free);
    if (room !== known) tell(roomInWords(room, free, folder));
    known = room;
  };
  // A folder that cannot be looked at says so where it is used.
  const lookQuietly = (): void => void look().catch(() => undefined);
  lookQuietly();
  const timer = setInterval(lookQuietly, LOOK_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
