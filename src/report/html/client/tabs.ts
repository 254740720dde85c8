/** The parts of the page as tabs. Without the script they are one below the other, and the tabs are links to them. */
const TABS = 'nav.tabs a[href^="#"]';

interface Tabs {
  /** Shows a part, by its id. */
  show(id: string): void;
  /** Whether the page has this part. */
  has(id: string): boolean;
}

/**
 * @param opened called whenever a part is shown
 * @param chosen called when the user chose its tab
 */
export function startTabs(opened: (id: string) => void, chosen: (id: string) => void): Tabs {
  const links = [...document.querySelectorAll<HTMLAnchorElement>(TABS)];
  const parts = links.flatMap((link) => {
    const panel = document.getElementById(link.hash.slice(1));
    return panel === null ? [] : [{ id: panel.id, link, panel }];
  });
  const show = (id: string): void => {
    for (const part of parts) {
      const isShown = part.id === id;
      part.panel.hidden = !isShown;
      part.link.setAttribute("aria-selected", String(isShown));
      part.link.tabIndex = isShown ? 0 : -1;
    }
    opened(id);
  };
  document.querySelector("nav.tabs")?.setAttribute("role", "tablist");
  for (const { id, link, panel } of parts) {
    link.setAttribute("role", "tab");
    link.setAttribute("aria-controls", id);
    panel.setAttribute("role", "tabpanel");
    link.addEventListener("click", (event) => {
      // Following the link would take the focus from the tab.
      event.preventDefault();
      show(id);
      chosen(id);
    });
  }
  for (const [index, { link }] of parts.entries())
    link.addEventListener("keydown", (event) => {
      const to = targetOf(event.key, index, parts.length);
      if (to === undefined) return;
      event.preventDefault();
      parts[to]?.link.focus();
      parts[to]?.link.click();
    });
  return { show, has: (id) => parts.some((part) => part.id === id) };
}

function targetOf(key: string, index: number, count: number): number | undefined {
  if (key === "ArrowRight") return (index + 1) % count;
  if (key === "ArrowLeft") return (index + count - 1) % count;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : undefined;
}
