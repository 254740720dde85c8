/** The part of a stream that has been read and is still needed. */
export class ByteWindow {
  bytes: Buffer = Buffer.alloc(0);
  /** Where the part begins in `bytes`, and where it ends. */
  start = 0;
  end = 0;

  get length(): number {
    return this.end - this.start;
  }

  /** Returns where the chunk begins. The buffer doubles, so that a long value is not copied for each chunk. */
  append(chunk: Buffer): number {
    const kept = this.length;
    if (kept > 0 && chunk.length <= this.bytes.length - this.end) chunk.copy(this.bytes, this.end);
    else if (kept > 0) {
      const grown = Buffer.allocUnsafe(2 * kept + chunk.length);
      this.bytes.copy(grown, 0, this.start, this.end);
      chunk.copy(grown, kept);
      [this.bytes, this.start, this.end] = [grown, 0, kept];
    } else [this.bytes, this.start, this.end] = [chunk, 0, 0];
    this.end += chunk.length;
    return this.end - chunk.length;
  }

  /** The text up to an index. */
  textTo(end: number): string {
    return this.bytes.toString("utf8", this.start, end);
  }

  isBlankTo(end: number): boolean {
    return this.textTo(end).trim() === "";
  }
}
