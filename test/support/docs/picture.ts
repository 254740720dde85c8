/**
 * A picture of a terminal, for the README. In: a command and what it printed, with colours. Out: an SVG that needs nothing
 * but a monospaced font, whatever its width.
 */

/** Columns of the terminal. */
export const COLUMNS = 118;

const CELL = { width: 7.8, height: 18 } as const;
const MARGIN = { x: 16, top: 34, bottom: 14 } as const;

/** The colours that the program uses, on a dark background. */
const COLOURS: Readonly<Record<string, string>> = {
  "31": "#ff7b72",
  "32": "#7ee787",
  "33": "#e3b341",
  "34": "#79c0ff",
  "35": "#d2a8ff",
  "36": "#56d4dd",
  "90": "#8b949e",
};

interface Run {
  readonly text: string;
  readonly column: number;
  readonly style: string;
}

/** An SVG of the prompt with the command, and its output below. */
export function picture(command: string, output: string): string {
  const lines = [`\x1b[32m$\x1b[39m \x1b[1m${command}\x1b[22m`, ...output.trimEnd().split("\n")].flatMap(
    wrapped,
  );
  const width = Math.ceil(COLUMNS * CELL.width + 2 * MARGIN.x);
  const height = MARGIN.top + lines.length * CELL.height + MARGIN.bottom;
  const rows = lines.flatMap((runs, row) => runs.map((run) => drawn(run, row)));
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(command)} in a terminal">`,
    `<rect width="${width}" height="${height}" rx="8" fill="#0d1117"/>`,
    ...["#ff5f57", "#febc2e", "#28c840"].map(
      (fill, index) => `<circle cx="${18 + index * 18}" cy="17" r="5.5" fill="${fill}"/>`,
    ),
    `<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="13" fill="#e6edf3">`,
    ...rows,
    "</g>",
    "</svg>",
  ].join("\n")}\n`;
}

function drawn({ text, column, style }: Run, row: number): string {
  const x = (MARGIN.x + column * CELL.width).toFixed(1);
  const y = MARGIN.top + row * CELL.height + 13;
  // The length keeps columns below each other in any font.
  const length = (text.length * CELL.width).toFixed(1);
  return `<text x="${x}" y="${y}" textLength="${length}"${style}>${escaped(text)}</text>`;
}

/** One line of output as lines of the picture, each a list of runs of one style; wrapped at spaces, and indented as the first. */
function wrapped(line: string): readonly (readonly Run[])[] {
  const rows: Run[][] = [[]];
  const indent = Math.max(line.replaceAll(/\x1b\[[\d;]*m/g, "").search(/\S/), 0);
  let column = 0;
  let style = new Map<string, string>();
  for (const [, code, text = ""] of line.matchAll(/\x1b\[([\d;]*)m|([^\x1b]+)/g)) {
    if (code !== undefined) style = styled(style, code);
    for (let rest = text; rest !== ""; ) {
      const part = firstPart(rest, COLUMNS - column);
      rest = rest.slice(part.length);
      const attributes = [...style].map(([name, value]) => ` ${name}="${value}"`).join("");
      // Renderers collapse blanks: each piece between them gets its own place.
      for (const piece of part.matchAll(/\S+(?: \S+)*/g)) {
        rows.at(-1)?.push({ text: piece[0], column: column + piece.index, style: attributes });
      }
      column += part.length;
      if (rest === "") break;
      rows.push([]);
      column = indent;
    }
  }
  return rows;
}

/** What of a text fits into a line: up to the last space, or cut where there is none. */
function firstPart(text: string, room: number): string {
  if (text.length <= room) return text;
  const space = text.lastIndexOf(" ", room - 1);
  return text.slice(0, space > 0 ? space + 1 : room);
}

function styled(style: ReadonlyMap<string, string>, code: string): Map<string, string> {
  const next = new Map(style);
  const colour = COLOURS[code];
  if (colour !== undefined) next.set("fill", colour);
  else if (code === "39") next.delete("fill");
  else if (code === "1") next.set("font-weight", "bold");
  else if (code === "2") next.set("opacity", "0.7");
  else if (code === "22") for (const name of ["font-weight", "opacity"]) next.delete(name);
  else throw new Error(`the picture does not know the escape sequence ${code}`);
  return next;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
