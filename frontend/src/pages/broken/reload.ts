const key = "obscura-reloaded-at";
const pauseMillis = 30_000;

/** Loads the page again, unless that was just tried: a part that stays missing must not make the page flicker forever. */
export function reloadOnce(now: number): boolean {
  try {
    const before = Number(sessionStorage.getItem(key) ?? 0);
    if (now - before < pauseMillis) return false;
    sessionStorage.setItem(key, String(now));
  } catch {
    return false;
  }
  window.location.reload();
  return true;
}

/** Whether the service hands out its start page, so that loading again leads anywhere. */
export async function isServed(): Promise<boolean> {
  try {
    return (await fetch("/", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}
