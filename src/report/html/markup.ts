import { cleanText } from "../cell.ts";

/** Text that is HTML. Made by the `html` tag alone, so that a string from AWS can never become one. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Value = string | number | undefined | Markup | readonly Markup[];

/** HTML from a template; strings that are put in are text or attribute values, whatever they hold. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  let text = parts[0] ?? "";
  values.forEach((value, index) => {
    text += textOf(value) + (parts[index + 1] ?? "");
  });
  return new Markup(text);
}

function textOf(value: Value): string {
  if (value === undefined) return "";
  if (value instanceof Markup) return value.text;
  if (typeof value === "object") return value.map(textOf).join("");
  return escapeHtml(cleanText(String(value)));
}

const REFERENCES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => REFERENCES[mark] ?? mark);
}

/** JSON inside a script element: no text in it can end the element or begin a comment. */
export function embeddable(json: string): string {
  return json.replaceAll("<", "\\u003c");
}
