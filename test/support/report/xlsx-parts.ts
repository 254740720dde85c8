/** Reads a workbook without the library that writes it: unzips it and looks at its XML, as other programs do. */
import { inflateRawSync } from "node:zlib";

/** The files in a zip archive, by name. */
function unzip(archive: Buffer): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const end = archive.lastIndexOf(Buffer.from("PK\x05\x06"));
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const [method, size] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const local = archive.readUInt32LE(at + 42);
    const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const bytes = archive.subarray(from, from + size);
    files.set(
      archive.toString("utf8", at + 46, at + 46 + name),
      (method === 0 ? bytes : inflateRawSync(bytes)).toString("utf8"),
    );
    at += 46 + name + extra + comment;
  }
  return files;
}

/** The cells of a sheet: texts, numbers (days and times are numbers), or undefined where there is none. */
export function cellsOf(
  archive: Buffer,
  sheet: string,
): readonly (readonly (string | number | undefined)[])[] {
  const files = unzip(archive);
  const part = (name: string) => files.get(name) ?? "";
  const id = part("xl/workbook.xml").match(new RegExp(`<sheet [^>]*name="${sheet}"[^>]*r:id="(\\w+)"`))?.[1];
  const relation = part("xl/_rels/workbook.xml.rels").match(/<Relationship [^>]*>/g) ?? [];
  const target = relation
    .find((one) => one.includes(`Id="${id}"`))
    ?.match(/Target="\/?(?:xl\/)?([^"]+)"/)?.[1];
  const shared = elements(part("xl/sharedStrings.xml"), "si").map(({ inner }) => textIn(inner));
  return elements(part(`xl/${target}`), "row").map(({ inner }) => {
    const cells: (string | number | undefined)[] = [];
    for (const { attributes, inner: cell } of elements(inner, "c")) {
      const column = attributes.match(/r="([A-Z]+)/)?.[1] ?? "";
      const value = elements(cell, "v")[0]?.inner ?? "";
      const type = attributes.match(/ t="(\w+)"/)?.[1] ?? "n";
      const index = [...column].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
      if (cell === "") continue;
      cells[index] =
        type === "s"
          ? shared[Number(value)]
          : type === "n"
            ? Number(value)
            : textIn(cell) || unescaped(value);
    }
    return cells;
  });
}

function elements(xml: string, name: string): readonly { attributes: string; inner: string }[] {
  const found = xml.matchAll(new RegExp(`<${name}((?: [^>]*?)?)(?:/>|>(.*?)</${name}>)`, "gs"));
  return [...found].map(([, attributes = "", inner = ""]) => ({ attributes, inner }));
}

function textIn(xml: string): string {
  return elements(xml, "t")
    .map(({ inner }) => unescaped(inner))
    .join("");
}

function unescaped(text: string): string {
  const named: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (_, hex, decimal, name) =>
    name === undefined
      ? String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16))
      : (named[name] ?? name),
  );
}
