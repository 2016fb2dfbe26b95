/** A, B, C …: what one of several is called where its name is too long. */
export function letterOf(position: number): string {
  return String.fromCharCode("A".charCodeAt(0) + position);
}
