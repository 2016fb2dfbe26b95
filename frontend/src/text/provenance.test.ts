import { expect, it } from "vitest";
import { inOrder } from "./provenance";

it("names the program and the machine first and what it does not know last", () => {
  const facts = { trainingHash: "9730", java: "17", host: "gpu-server-1", attackHash: "81f7", obscura: "0.2.0, commit f25a2bb201" };

  expect(Object.entries(inOrder(facts))).toEqual([
    ["obscura", "0.2.0, commit f25a2bb201"],
    ["host", "gpu-server-1"],
    ["java", "17"],
    ["attackHash", "81f7"],
    ["trainingHash", "9730"],
  ]);
});
