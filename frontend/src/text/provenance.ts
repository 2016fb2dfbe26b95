/** In the order in which people ask: which program, on what, from what, and what proves it. The rest follows as it comes. */
const order = [
  "obscura",
  "engine",
  "host",
  "processor",
  "instructionSet",
  "processors",
  "system",
  "java",
  "dataset",
  "synthetic",
  "seed",
  "networkTakenOver",
  "numericsVersion",
  "metricVersions",
];

/** The facts of a run's provenance in a fixed order; the database keeps none. */
export function inOrder(provenance: Record<string, string>): Record<string, string> {
  const known = order.filter((name) => name in provenance);
  const others = Object.keys(provenance).filter((name) => !order.includes(name));
  return Object.fromEntries([...known, ...others.sort()].map((name) => [name, provenance[name]!]));
}
