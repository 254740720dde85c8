/** Scrolls the time line to today, where it is wider than the screen. */
export function showToday(): void {
  const frame = document.querySelector<HTMLElement>(".scroll:has(> svg.timeline)");
  const today = frame?.querySelector("line.today");
  if (!frame || !today) return;
  const { left } = today.getBoundingClientRect();
  frame.scrollLeft += left - frame.getBoundingClientRect().left - frame.clientWidth / 3;
}
