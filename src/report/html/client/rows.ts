/** The functions of the page: the embedded data enters, the text of every cell leaves. Knows nothing of the document. */
import { codeWidth, decoded } from "../codes.ts";
import { arnEnd, DERIVED_ARN, type PageColumn, type PageData, type PageKey } from "../page-data.ts";

/** Those of a row are from its start to that of the next row. */
interface Lists {
  readonly starts: Int32Array;
  readonly positions: Int32Array;
}

export class Rows {
  readonly count: number;
  readonly today: string;
  /** The column by which the list is sorted at first. */
  readonly sort: string;
  /** The columns of the table. */
  readonly columns: readonly PageColumn[];
  readonly all: readonly PageColumn[];
  readonly #byKey: ReadonlyMap<string, PageColumn>;
  readonly #positions = new Map<PageColumn, Int32Array>();
  readonly #lists = new Map<PageColumn, Lists>();

  constructor(data: PageData) {
    this.count = data.rows;
    this.today = data.today;
    this.sort = data.sort;
    this.all = data.columns;
    this.columns = data.columns.filter((column) => column.shown);
    this.#byKey = new Map(data.columns.map((column) => [column.key, column]));
  }

  column(key: PageKey | string): PageColumn | undefined {
    return this.#byKey.get(key);
  }

  /** The text of a cell. */
  cell(column: PageColumn, row: number): string {
    if (column.lists) return this.list(column, row).join(";");
    const text = column.values[this.positions(column)?.[row] ?? row] ?? "";
    return column.key === "functionArn" && text.endsWith(DERIVED_ARN) ? this.#arn(text, row) : text;
  }

  /** The same by key; empty where the page has no such column. */
  text(key: PageKey, row: number): string {
    const column = this.#byKey.get(key);
    return column === undefined ? "" : this.cell(column, row);
  }

  /** The texts of a row, of a column that has several. */
  list(column: PageColumn, row: number): readonly string[] {
    if (!column.lists) return [this.cell(column, row)].filter((text) => text !== "");
    const { starts, positions } = this.lists(column);
    const own = positions.subarray(starts[row] ?? 0, starts[row + 1] ?? 0);
    return Array.from(own, (position) => column.values[position] ?? "");
  }

  /** The positions of each row's texts in the values of a column that has several. */
  lists(column: PageColumn): Lists {
    const known = this.#lists.get(column);
    if (known !== undefined) return known;
    const { at = "", values } = column;
    const width = Math.max(1, codeWidth(values.length));
    const starts = new Int32Array(this.count + 1);
    const positions = new Int32Array(Math.ceil(at.length / width));
    let [row, count] = [0, 0];
    for (let index = 0; index < at.length; ) {
      if (at.charAt(index) === " ") {
        starts[++row] = count;
        index++;
      } else {
        positions[count++] = decoded(at, index, width);
        index += width;
      }
    }
    starts.fill(count, row + 1);
    const lists = { starts, positions };
    this.#lists.set(column, lists);
    return lists;
  }

  /** The position of each row's text in the column's values; undefined where each row has its own. */
  positions(column: PageColumn): Int32Array | undefined {
    const { at, values, lists } = column;
    if (at === undefined || lists) return undefined;
    const known = this.#positions.get(column);
    if (known !== undefined) return known;
    const width = codeWidth(values.length);
    const positions = new Int32Array(this.count);
    if (width > 0)
      for (let row = 0; row < this.count; row++) positions[row] = decoded(at, row * width, width);
    this.#positions.set(column, positions);
    return positions;
  }

  #arn(text: string, row: number): string {
    const [region, account, name] = (["region", "accountId", "functionName"] as const).map((key) =>
      this.text(key, row),
    );
    const version = this.#byKey.has("version") ? this.text("version", row) : "";
    return text.slice(0, -DERIVED_ARN.length) + arnEnd(region ?? "", account ?? "", name ?? "", version);
  }
}
