let inUse = false;

/** As the service said last; false until it has. */
export function hasAccounts(): boolean {
  return inUse;
}

export function noteAccounts(mode: string) {
  inUse = mode !== "off";
}

/** The half of a session that scripts may read; empty when nobody is logged in. */
export function sessionToken(): string {
  const cookie = document.cookie.split("; ").find((one) => one.startsWith("XSRF-TOKEN="));
  return cookie?.slice("XSRF-TOKEN=".length) ?? "";
}
