import { ByteWindow } from "./byte-window.ts";
import {
  BACKSLASH,
  BadJson,
  CLOSE,
  CLOSE_LIST,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  MARKS,
  NEWLINE,
  OPEN,
  OPEN_LIST,
  QUOTE,
  type Slice,
  STRING_TOKEN,
} from "./json-syntax.ts";

/** No function comes near these; they bound the memory that another kind of file can take. */
const [LONGEST_SLICE, DEEPEST, LONGEST_BLANK] = [64 * 1024 * 1024, 100, 1024];

/**
 * Cuts the text of one JSON object into its members, and members that are lists into their elements: a report of
 * a million functions is longer than a JavaScript string may be. It looks for the marks of JSON only, so any layout
 * will do; whether the text between them is valid is for JSON.parse to find out.
 */
export class JsonSlicer {
  readonly #take: (slice: Slice) => void;
  /** What has been read since the last cut. */
  readonly #window = new ByteWindow();
  #line = 1;
  #depth = 0;
  /** Colons since the last cut. */
  #keys = 0;
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
    const window = this.#window;
    this.#scan(window.append(chunk));
    if (window.length > LONGEST_SLICE) throw this.#bad("a value is larger than 64 MB");
    if (this.#depth > 0 || window.length < LONGEST_BLANK) return;
    // Outside of the object there may only be white space, however much of it.
    this.#blank(window.end, "expected one JSON object");
    window.start = window.end;
  }

  end(): void {
    if (this.#expects === "start") throw this.#bad("expected one JSON object");
    if (this.#expects !== "nothing") throw new BadJson("it ends too early", this.#line, true);
    this.#blank(this.#window.end, "text after the end of the object");
  }

  #scan(from: number): void {
    const { bytes, end } = this.#window;
    for (let i = this.#inString ? this.#skipString(from) : from; i < end; i++) {
      const mark = MARKS[bytes[i] ?? 0];
      if (mark === 0) continue;
      if (mark === STRING_TOKEN) i = this.#skipString(i + 1) - 1;
      else if (mark === NEWLINE) this.#line++;
      else if (mark === OPEN) this.#open(i);
      else if (mark === CLOSE) this.#close(i);
      else {
        if (mark === COLON) this.#keys++;
        if (this.#depth <= 2) this.#separate(mark === COMMA, i);
      }
    }
  }

  /** The index after the closing quote, or the end of what has been read so far. */
  #skipString(from: number): number {
    const { bytes, end } = this.#window;
    let escaped = this.#escaped;
    for (let i = from; i < end; i++) {
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
    return end;
  }

  #open(i: number): void {
    const list = this.#window.bytes[i] === OPEN_LIST;
    this.#depth++;
    if (this.#depth > DEEPEST) throw this.#bad("nested too deeply");
    if (this.#depth === 1) {
      this.#blank(i, "text before the object");
      if (list || this.#expects !== "start") throw this.#bad("expected one JSON object");
      this.#expects = "first";
      this.#window.start = i + 1;
    } else if (this.#depth === 2 && list && this.#key !== undefined && this.#window.isBlankTo(i)) {
      this.#elements = 0;
      this.#take({ key: this.#key, at: "list", text: "", keys: 0, line: this.#line });
      this.#window.start = i + 1;
      this.#keys = 0;
    }
  }

  #close(i: number): void {
    const byte = this.#window.bytes[i];
    if (this.#depth === 2 && this.#elements !== undefined) {
      if (byte !== CLOSE_LIST) throw this.#bad("a list is closed by }");
      if (this.#elements > 0 || !this.#window.isBlankTo(i)) this.#element(i);
      this.#elements = undefined;
      this.#key = undefined;
      this.#expects = "comma";
      this.#window.start = i + 1;
    } else if (this.#depth === 1) {
      if (byte !== CLOSE_OBJECT) throw this.#bad("an object is closed by ]");
      this.#endMember(i);
      if (this.#expects === "member") throw this.#bad("a comma before the closing }");
      this.#expects = "nothing";
    } else if (this.#depth === 0) throw this.#bad("unexpected closing bracket");
    this.#depth--;
  }

  #separate(comma: boolean, i: number): void {
    if (this.#depth === 2) {
      if (this.#elements !== undefined && comma) this.#element(i);
    } else if (this.#depth === 0) throw this.#bad("expected one JSON object");
    else if (comma) {
      this.#endMember(i);
      if (this.#expects !== "comma") throw this.#bad("a comma without a value before it");
      this.#expects = "member";
    } else {
      if (this.#key !== undefined || this.#expects === "comma") throw this.#bad("unexpected colon");
      this.#key = this.#name(this.#cut(i));
    }
  }

  /** Passes on a member that is not a list; the elements of a list have been passed on one by one. */
  #endMember(i: number): void {
    const key = this.#key;
    if (key === undefined) {
      this.#blank(i, "a key without a colon");
      this.#window.start = i + 1;
    } else {
      this.#key = undefined;
      this.#expects = "comma";
      this.#pass(key, "member", i);
    }
  }

  #element(i: number): void {
    const at = this.#elements ?? 0;
    this.#elements = at + 1;
    this.#pass(this.#key ?? "", at, i);
  }

  #pass(key: string, at: number | "member", i: number): void {
    const keys = this.#keys;
    const text = this.#cut(i);
    // Line ends between the value and the mark that follows are not part of the value.
    const line = this.#line - text.slice(text.trimEnd().length).split("\n").length + 1;
    this.#take({ key, at, text, keys, line });
  }

  /** The text of the piece that ends before `i`; the next one begins after it. */
  #cut(i: number): string {
    const text = this.#window.textTo(i);
    this.#window.start = i + 1;
    this.#keys = 0;
    return text;
  }

  #name(text: string): string {
    try {
      const name: unknown = JSON.parse(text);
      if (typeof name === "string") return name;
    } catch {
      // Reported below: the name is not a string.
    }
    throw this.#bad("a key is not a string");
  }

  #blank(end: number, otherwise: string): void {
    if (!this.#window.isBlankTo(end)) throw this.#bad(otherwise);
  }

  #bad(message: string): BadJson {
    return new BadJson(message, this.#line);
  }
}
