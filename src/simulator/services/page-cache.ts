import type { FunctionList } from "../estate/estate.ts";

/** Rendered pages of lists that cannot change, up to a number of bytes; when full it begins anew. */
export class PageCache {
  private pages = new WeakMap<FunctionList, Map<string, Buffer>>();
  private bytes = 0;
  private readonly most: number;

  constructor(mostBytes: number) {
    this.most = mostBytes;
  }

  get(list: FunctionList, name: string, render: () => string): Buffer {
    const known = this.pages.get(list)?.get(name);
    if (known) return known;
    const page = Buffer.from(render());
    this.bytes += page.length;
    if (this.bytes > this.most) {
      this.pages = new WeakMap();
      this.bytes = page.length;
    }
    const ofList = this.pages.get(list) ?? new Map<string, Buffer>();
    this.pages.set(list, ofList.set(name, page));
    return page;
  }
}
