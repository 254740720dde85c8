/** Files that people pass instead of a report by mistake, recognized by how they begin. */
const OTHERS = [
  [/^(\xff\xfe|\xfe\xff)/, "is UTF-16 text", "Write reports with --output, which is UTF-8 in every shell."],
  [/^\x1f\x8b/, "is compressed", "Decompress it first, e.g. with gunzip."],
  [/^\s*<(!doctype|html)/i, "is HTML", undefined],
  [/^PK\x03\x04/, "is a workbook or another archive", undefined],
  [/^# Lambda inventory/, "is Markdown", undefined],
  [/^(\xef\xbb\xbf)?\w+(\t\w+)+\r?\n/, "is TSV", undefined],
  [/^(\xef\xbb\xbf)?\w+(,\w+)+\r?\n/, "is CSV", undefined],
  [/^\s*\[/, "is a JSON list", undefined],
] as const;

const REMEDY = "Use a report created with --format json.";

interface OtherFormat {
  /** e.g. `is TSV` */
  readonly is: string;
  readonly hint: string;
}

/** `start`: the first bytes of the file, enough to hold a header line. */
export function otherFormat(start: Buffer): OtherFormat | undefined {
  const text = start.toString("latin1", 0, 4096);
  const found = OTHERS.find(([pattern]) => pattern.test(text));
  return found && { is: found[1], hint: found[2] ?? REMEDY };
}
