/**
 * Rows that have to wait until others have come: they are kept as compressed JSON, since a million objects do not fit in
 * memory. They leave in the order in which they came.
 */
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { FunctionRow } from "../model/report.ts";

export class PackedRows {
  readonly #packs: Uint8Array[] = [];
  #loose: FunctionRow[] = [];

  add(row: FunctionRow): void {
    this.#loose.push(row);
  }

  pack(): void {
    if (this.#loose.length === 0) return;
    this.#packs.push(deflateRawSync(JSON.stringify(this.#loose), { level: 1 }));
    this.#loose = [];
  }

  *batches(): Iterable<readonly FunctionRow[]> {
    for (const pack of this.#packs) yield JSON.parse(inflateRawSync(pack).toString());
    if (this.#loose.length > 0) yield this.#loose;
  }
}
