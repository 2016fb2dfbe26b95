/**
 * Names as they are told apart: a study's cells are called after it, and where several rows begin with the same study, what they have
 * in common is left out.
 */
export function shortNames(names: string[]): Map<string, string> {
  const studies = names.map(study);
  return new Map(
    names.map((name, i) => {
      const own = studies[i] ?? "";
      const isShared = own !== "" && studies.filter((other) => other === own).length > 1;
      return [name, isShared ? name.slice(own.length) : name];
    }),
  );
}

function study(name: string): string {
  const end = name.lastIndexOf(": ");
  return end < 0 ? "" : name.slice(0, end + 2);
}
