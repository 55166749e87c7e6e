/** The style of the page: its own file, as it lies in the package. */
export function pageStyle(file: string): string {
  return file;
}
