import {
  BACKSLASH,
  CLOSE,
  CLOSE_LIST,
  CLOSE_OBJECT,
  COMMA,
  MARKS,
  NEWLINE,
  OPEN,
  OPEN_LIST,
  QUOTE,
  STRING,
} from "./json-marks.ts";
import { BadJson, type Slice } from "./slice.ts";

/** No function comes near it; it bounds the memory that a file of another kind can cost. */
const LONGEST_SLICE = 64 * 1024 * 1024;

/**
 * Cuts the text of one JSON object into its members, and members that are lists into their elements: a report of
 * a million functions is longer than a JavaScript string may be. Only JSON's own marks decide where the cuts
 * fall, so any layout will do; what lies between them is for JSON.parse to judge.
 */
export class Slicer {
  readonly #take: (slice: Slice) => void;
  #bytes: Buffer = Buffer.alloc(0);
  /** Where the piece being read begins in `#bytes`. */
  #start = 0;
  #line = 1;
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** The member being read, once its colon has been seen. */
  #key: string | undefined;
  /** Elements seen so far of the list being read. */
  #elements: number | undefined;
  /** What may follow: a first member or the end, a member, or a comma or the end. */
  #expects: "start" | "first" | "member" | "comma" | "nothing" = "start";

  constructor(take: (slice: Slice) => void) {
    this.#take = take;
  }

  write(chunk: Buffer): void {
    const scanned = this.#bytes.length - this.#start;
    this.#bytes = scanned === 0 ? chunk : Buffer.concat([this.#bytes.subarray(this.#start), chunk]);
    this.#start = 0;
    this.#scan(scanned);
    if (this.#bytes.length - this.#start > LONGEST_SLICE) throw this.#bad("a value of more than 64 MB");
  }

  end(): void {
    if (this.#expects === "start") throw this.#bad("not one object");
    if (this.#expects !== "nothing") throw new BadJson("it ends too early", this.#line, true);
    this.#blank(this.#bytes.length, "text after the end of the object");
  }

  #scan(from: number): void {
    const bytes = this.#bytes;
    for (let i = this.#inString ? this.#skipString(from) : from; i < bytes.length; i++) {
      const mark = MARKS[bytes[i] ?? 0];
      if (mark === 0) continue;
      if (mark === STRING) i = this.#skipString(i + 1) - 1;
      else if (mark === NEWLINE) this.#line++;
      else if (mark === OPEN) this.#open(i);
      else if (mark === CLOSE) this.#close(i);
      else if (this.#depth <= 2) this.#separate(mark === COMMA, i);
    }
  }

  /** Goes past the quote that ends the string, or to the end of what has come of it. */
  #skipString(from: number): number {
    const bytes = this.#bytes;
    let escaped = this.#escaped;
    for (let i = from; i < bytes.length; i++) {
      const byte = bytes[i];
      if (escaped) escaped = false;
      else if (byte === BACKSLASH) escaped = true;
      else if (byte === QUOTE) {
        this.#inString = false;
        this.#escaped = false;
        return i + 1;
      }
    }
    this.#inString = true;
    this.#escaped = escaped;
    return bytes.length;
  }

  #open(i: number): void {
    const list = this.#bytes[i] === OPEN_LIST;
    this.#depth++;
    if (this.#depth === 1) {
      this.#blank(i, "something before the object");
      if (list || this.#expects !== "start") throw this.#bad("not one object");
      this.#expects = "first";
      this.#start = i + 1;
    } else if (this.#depth === 2 && list && this.#key !== undefined && this.#isBlank(i)) {
      this.#elements = 0;
      this.#take({ key: this.#key, at: "list", text: "", line: this.#line });
      this.#start = i + 1;
    }
  }

  #close(i: number): void {
    const byte = this.#bytes[i];
    if (this.#depth === 2 && this.#elements !== undefined) {
      if (byte !== CLOSE_LIST) throw this.#bad("a list that ends with }");
      if (this.#elements > 0 || !this.#isBlank(i)) this.#element(i);
      this.#elements = undefined;
      this.#key = undefined;
      this.#expects = "comma";
      this.#start = i + 1;
    } else if (this.#depth === 1) {
      if (byte !== CLOSE_OBJECT) throw this.#bad("an object that ends with ]");
      this.#endMember(i);
      if (this.#expects === "member") throw this.#bad("a comma before the closing }");
      this.#expects = "nothing";
    } else if (this.#depth === 0) throw this.#bad("a closing bracket too many");
    this.#depth--;
  }

  #separate(comma: boolean, i: number): void {
    if (this.#depth === 2) {
      if (this.#elements !== undefined && comma) this.#element(i);
    } else if (this.#depth === 0) throw this.#bad("not one object");
    else if (comma) {
      this.#endMember(i);
      if (this.#expects !== "comma") throw this.#bad("a comma without a value before it");
      this.#expects = "member";
    } else {
      if (this.#key !== undefined || this.#expects === "comma") throw this.#bad("an unexpected colon");
      this.#key = this.#name(this.#cut(i));
    }
  }

  /** Hands over a member that is no list; the end of a list has already handed over its own. */
  #endMember(i: number): void {
    const key = this.#key;
    if (key === undefined) {
      this.#blank(i, "a member without a colon");
      this.#start = i + 1;
      return;
    }
    this.#key = undefined;
    this.#expects = "comma";
    this.#hand(key, "member", i);
  }

  #element(i: number): void {
    const at = this.#elements ?? 0;
    this.#elements = at + 1;
    this.#hand(this.#key ?? "", at, i);
  }

  #hand(key: string, at: number | "member", i: number): void {
    const text = this.#cut(i);
    // Line ends between the value and the mark behind it are not part of the value.
    const after = text.length - text.trimEnd().length;
    const line = after === 0 ? this.#line : this.#line - text.slice(-after).split("\n").length + 1;
    this.#take({ key, at, text, line });
  }

  /** The text of the piece that ends before `i`; the next one begins after it. */
  #cut(i: number): string {
    const text = this.#bytes.toString("utf8", this.#start, i);
    this.#start = i + 1;
    return text;
  }

  #name(text: string): string {
    try {
      const name: unknown = JSON.parse(text);
      if (typeof name === "string") return name;
    } catch {
      // Said below: what stands here is no name.
    }
    throw this.#bad("a member whose name is not a string");
  }

  #isBlank(end: number): boolean {
    return this.#bytes.toString("utf8", this.#start, end).trim() === "";
  }

  #blank(end: number, otherwise: string): void {
    if (!this.#isBlank(end)) throw this.#bad(otherwise);
  }

  #bad(message: string): BadJson {
    return new BadJson(message, this.#line);
  }
}
