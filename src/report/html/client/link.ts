const SHOWN_MS = 2_000;

/** Copies the address of the view, and says so on the button. */
export async function copyLink(button: HTMLButtonElement): Promise<void> {
  await navigator.clipboard.writeText(location.href);
  button.textContent = "Copied";
  setTimeout(() => {
    button.textContent = "Copy link";
  }, SHOWN_MS);
}
