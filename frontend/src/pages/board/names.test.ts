import { expect, it } from "vitest";
import { shortNames } from "./names";

it("leaves out what several names begin with, as the cells of a study do", () => {
  const names = ["Sweep: CEM: weight=4", "Sweep: CEM: weight=16", "CIFAR: noise", "Plain"];
  expect([...shortNames(names).values()]).toEqual(["weight=4", "weight=16", "CIFAR: noise", "Plain"]);
});
