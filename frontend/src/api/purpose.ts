export type Purpose = { project: string; isPublic: boolean };

const storageKey = "obscura-purpose";

export const own: Purpose = { project: "", isPublic: true };

/** For what this browser submitted last; for oneself when it was never asked. */
export function readPurpose(): Purpose {
  try {
    const kept = JSON.parse(localStorage.getItem(storageKey) ?? "{}") as Partial<Purpose>;
    return { project: String(kept.project ?? ""), isPublic: kept.isPublic ?? true };
  } catch {
    return own;
  }
}

export function writePurpose(purpose: Purpose) {
  try {
    localStorage.setItem(storageKey, JSON.stringify(purpose));
  } catch {
    // Storage is closed (private mode): the choice then lasts as long as the page.
  }
}

/** The parameters of a submission; none where there is no project. */
export function purposeQuery({ project, isPublic }: Purpose): { project?: string; visibility?: "public" | "project" } {
  return project === "" ? {} : { project, visibility: isPublic ? "public" : "project" };
}
