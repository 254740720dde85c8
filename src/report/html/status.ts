import type { RuntimeStatus } from "../../model/runtime.ts";
import { html, type Markup } from "./markup.ts";

/** A status in its colour, and in words for those who do not see the colour. */
export function statusBadge(status: RuntimeStatus): Markup {
  return html`<span class="status ${status}">${status}</span>`;
}
