import type { Role } from "../../api/types";

const scopes: Role[] = ["viewer", "submitter", "admin"];

/** What a token of this role may at most, the least first. */
export function scopesOf(role: Role): Role[] {
  return scopes.slice(0, scopes.indexOf(role) + 1);
}
