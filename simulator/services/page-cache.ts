/** Caches rendered pages of immutable lists, up to a number of bytes; when full, it starts over. */
export class PageCache {
  private readonly pages = new Map<string, Buffer>();
  private bytes = 0;
  private readonly most: number;

  constructor(mostBytes: number) {
    this.most = mostBytes;
  }

  get(name: string, render: () => Buffer): Buffer {
    const known = this.pages.get(name);
    if (known) return known;
    const page = render();
    this.bytes += page.length;
    if (this.bytes > this.most) {
      this.pages.clear();
      this.bytes = page.length;
    }
    this.pages.set(name, page);
    return page;
  }
}
