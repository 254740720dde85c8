/** Whether a row is a published version of a function, not the function itself; a Web Function has no version. */
export function isPublished({ version }: { readonly version: string }): boolean {
  return version !== "$LATEST" && version !== "";
}
