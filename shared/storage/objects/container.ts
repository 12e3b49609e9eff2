/** What the tracks of a container are, as far as its first bytes tell. */
export interface Tracks {
  readonly film: boolean;
  readonly sound: boolean;
}

const named = (head: Buffer, at: number): string => head.toString('latin1', at, at + 4);

/** Boxes without content of their own, which may stand before the one that tells the type. */
const spacers = new Set(['free', 'skip', 'wide', 'uuid']);

/** A file of boxes from the box on that tells its type; any other file as it is. */
export function fromTypeBox(head: Buffer): Buffer {
  let at = 0;
  while (at + 8 <= head.length && spacers.has(named(head, at + 4))) {
    const size = head.readUInt32BE(at);
    if (size < 8) break;
    at += size;
  }
  return at + 8 <= head.length && named(head, at + 4) === 'ftyp' ? head.subarray(at) : head;
}

/** Kind and version of a handler box lie between its name and what it handles. */
const HANDLER_OFFSET = 12;

/** The tracks of an MP4 or QuickTime file whose index lies within its first bytes. */
export function boxedTracks(head: Buffer): Tracks {
  const handled = new Set<string>();
  for (let at = head.indexOf('hdlr'); at !== -1; at = head.indexOf('hdlr', at + 4)) {
    handled.add(named(head, at + HANDLER_OFFSET));
  }
  return { film: handled.has('vide'), sound: handled.has('soun') };
}

/** The tracks of a WebM file: the names of their codecs stand before its content. */
export function webmTracks(head: Buffer): Tracks {
  const text = head.toString('latin1');
  return {
    film: /V_(?:VP[89]|AV1|MPEG|THEORA|MS|UNCOMPRESSED)/.test(text),
    sound: /A_(?:OPUS|VORBIS|AAC|FLAC|MPEG|PCM|AC3)/.test(text),
  };
}
