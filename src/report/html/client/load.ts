/** The embedded data, whose large columns are inflated. Throws where the browser cannot. */
import type { EmbeddedData, PageColumn, PageData } from "../page-data.ts";

export async function readData(json: string): Promise<PageData> {
  const data: EmbeddedData = JSON.parse(json);
  const columns = await Promise.all(
    data.columns.map(
      async (column): Promise<PageColumn> =>
        typeof column === "string" ? JSON.parse(await inflated(column)) : column,
    ),
  );
  return { ...data, columns };
}

function inflated(base64: string): Promise<string> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(stream).text();
}
