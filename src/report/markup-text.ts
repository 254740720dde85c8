import { cleanText } from "./cell.ts";

/** What XML and HTML do not allow, whichever way it is written: noncharacters and lone surrogates. */
const NOT_ALLOWED = /[\p{Noncharacter_Code_Point}\p{Surrogate}]/gu;

/** Text for HTML and for a workbook's XML: one printable line, with a replacement character for what is not allowed. */
export function markupText(text: string): string {
  return cleanText(text).replace(NOT_ALLOWED, "\ufffd");
}
