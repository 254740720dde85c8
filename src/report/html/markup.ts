import { cleanText } from "../clean-text.ts";

/** Text that is HTML. Only the `html` tag makes it, so a string from AWS can never be taken for HTML. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Value = string | number | undefined | Markup | readonly Markup[];

/** HTML from a template. Inserted strings are escaped: they can only be text or attribute values. */
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

/** A date that does not break across lines. */
export function dateText(date: string): Markup {
  return html`<time datetime="${date}">${date}</time>`;
}

/** Text in which no date breaks across lines. */
export function datedText(text: string): Markup {
  // Splitting by a group keeps the dates: they are every second part.
  const parts = text.split(/(?<![\d-])(\d{4}-\d{2}-\d{2})(?![\d-])/);
  return html`${parts.map((part, index) => (index % 2 === 1 ? dateText(part) : html`${part}`))}`;
}

/** JSON inside a script element: no text in it can end the element or begin a comment. */
export function embeddable(json: string): string {
  return json.replaceAll("<", "\\u003c");
}
