/** The list with one entry moved by a number of places; out of bounds it stays as it is. */
export function moved<T>(list: T[], from: number, by: number): T[] {
  const to = from + by;
  const entry = list[from];
  if (entry === undefined || to < 0 || to >= list.length) return list;
  const rest = list.filter((_, position) => position !== from);
  return [...rest.slice(0, to), entry, ...rest.slice(to)];
}

export function without<T>(list: T[], position: number): T[] {
  return list.filter((_, place) => place !== position);
}

export function replaced<T>(list: T[], position: number, entry: T): T[] {
  return list.map((before, place) => (place === position ? entry : before));
}
