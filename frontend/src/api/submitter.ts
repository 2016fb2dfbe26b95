const storageKey = "obscura-submitter";
const longest = 100;

/** Why a name cannot be sent; empty when it can. */
export function submitterMistake(name: string): string {
  if (/\p{Cc}/u.test(name)) return "must be text on one line, without control characters. Type it again";
  const { length } = name.trim();
  return length > longest ? `must be at most ${longest} characters, was ${length}. Shorten it` : "";
}

/** A header carries bytes, and the service reads them as UTF-8: one character per byte is how a browser is told bytes. */
export function submitterHeader(name: string): string {
  return Array.from(new TextEncoder().encode(name), (byte) => String.fromCharCode(byte)).join("");
}

/** The name as it was typed; empty when it cannot be sent. */
export function readSubmitter(): string {
  const name = readTypedSubmitter().trim();
  return submitterMistake(name) === "" ? name : "";
}

export function readTypedSubmitter(): string {
  try {
    return localStorage.getItem(storageKey) ?? "";
  } catch {
    return "";
  }
}

export function writeSubmitter(name: string) {
  try {
    localStorage.setItem(storageKey, name);
  } catch {
    // Storage is closed (private mode): the name then lasts as long as the page.
  }
}
