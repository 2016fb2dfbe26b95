/** Only addresses of these pages: a link must not lead elsewhere by way of the login. */
export function nextOf(asked: string | null): string {
  const isOwn = asked !== null && /^\/[^/\\]/.test(asked) && !asked.startsWith("/login");
  return isOwn ? asked : "/";
}
