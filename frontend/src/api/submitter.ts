const storageKey = "obscura-submitter";
const longest = 80;

/** Header values carry Latin-1 only; everything else, line breaks included, is left out. */
export function cleanSubmitter(name: string): string {
  return name.replace(/[^\x20-\x7e\xa0-\xff]/g, "").slice(0, longest);
}

export function readSubmitter(): string {
  try {
    return cleanSubmitter(localStorage.getItem(storageKey) ?? "").trim();
  } catch {
    return "";
  }
}

export function writeSubmitter(name: string) {
  try {
    localStorage.setItem(storageKey, cleanSubmitter(name));
  } catch {
    // Storage is closed (private mode): the name then lasts as long as the page.
  }
}
