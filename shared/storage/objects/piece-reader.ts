/** Reads a stream of pieces by lengths. Everything is as long as asked for, or as long as there is. */
export class PieceReader {
  #held: Buffer = Buffer.alloc(0);
  #pulled = 0;
  readonly #source: AsyncIterator<Buffer>;

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** How many bytes were read, but for those put back. */
  get taken(): number {
    return this.#pulled - this.#held.length;
  }

  /** The next bytes, however many; none at the end. */
  async piece(): Promise<Buffer> {
    const held = this.#held;
    this.#held = Buffer.alloc(0);
    if (held.length > 0) return held;
    for (;;) {
      const next = await this.#source.next();
      if (next.done === true) return Buffer.alloc(0);
      this.#pulled += next.value.length;
      if (next.value.length > 0) return Buffer.from(next.value);
    }
  }

  /** Puts bytes back that were read last. */
  unread(bytes: Buffer): void {
    this.#held = this.#held.length === 0 ? bytes : Buffer.concat([bytes, this.#held]);
  }

  async take(length: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for await (const piece of this.pass(length)) pieces.push(piece);
    return Buffer.concat(pieces);
  }

  async *pass(length: number): AsyncGenerator<Buffer> {
    for (let left = length; left > 0;) {
      const piece = await this.piece();
      if (piece.length === 0) return;
      if (piece.length > left) this.unread(piece.subarray(left));
      yield piece.subarray(0, left);
      left -= piece.length;
    }
  }

  /** As many zeros in place of the next bytes. */
  async *blank(length: number): AsyncGenerator<Buffer> {
    for await (const piece of this.pass(length)) yield Buffer.alloc(piece.length);
  }

  async skip(length: number): Promise<void> {
    for await (const piece of this.pass(length)) void piece;
  }
}
