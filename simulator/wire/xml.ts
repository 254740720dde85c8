const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\r": "&#13;",
};

export function escapeXml(text: string): string {
  return text.replaceAll(/[&<>"\r]/g, (character) => ENTITIES[character] ?? character);
}

/** A tree of elements: objects nest, arrays repeat as `member`-like children, everything else is text. */
type XmlValue = string | number | boolean | Date | readonly XmlValue[] | XmlObject | undefined;
export interface XmlObject {
  readonly [name: string]: XmlValue;
}

/** Writes the children of an element; a list's items are called `item` (EC2) or `member` (Query). */
export function xml(value: XmlValue, item: "item" | "member"): string {
  if (value === undefined) return "";
  if (value instanceof Date) return value.toISOString().replace(".000Z", "Z");
  if (Array.isArray(value)) return value.map((entry) => element(item, entry, item)).join("");
  if (typeof value !== "object") return escapeXml(String(value));
  return Object.entries(value)
    .map(([name, child]) => element(name, child, item))
    .join("");
}

function element(name: string, value: XmlValue, item: "item" | "member"): string {
  return value === undefined ? "" : `<${name}>${xml(value, item)}</${name}>`;
}
