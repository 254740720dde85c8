const SHOWN_MS = 2_000;

/** Copies the address of the view, and says on the button whether the browser allowed it. */
export async function copyLink(button: HTMLButtonElement): Promise<void> {
  button.textContent = await navigator.clipboard.writeText(location.href).then(
    () => "Copied",
    () => "Copy it from the address bar",
  );
  setTimeout(() => {
    button.textContent = "Copy link";
  }, SHOWN_MS);
}
