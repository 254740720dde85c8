/**
 * A URL as it can be the target of a link in any markup: characters that end a link there are percent-encoded. Where it leads
 * stays the same, and so does what is encoded already.
 */
export function linkUrl(text: string): string {
  const { origin, href } = new URL(text);
  if (!href.startsWith(origin)) return href;
  return origin + href.slice(origin.length).replaceAll(/[()<>[\]"'`|\\\s]/g, percentEncoded);
}

function percentEncoded(mark: string): string {
  return `%${mark.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}
