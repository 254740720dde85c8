import { createHash } from "node:crypto";
import { html, Markup } from "./markup.ts";

/** What the head of a single-file page needs. */
interface PageHead {
  readonly title: string;
  /** The whole style sheet. */
  readonly style: string;
  /** The only script of the page; the caller puts it at the end of the body. */
  readonly script?: string;
}

/** A head whose content security policy allows no request, and no script or style except these. */
export function pageHead({ title, style, script }: PageHead): Markup {
  const policy = [
    "default-src 'none'",
    ...(script === undefined ? [] : [`script-src '${sha256(script)}'`]),
    `style-src '${sha256(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body>`;
}

function sha256(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
