import { expect, it } from "vitest";
import { bestOf } from "./best";
import { slugsOf } from "./slugs";

it("marks the higher accuracy and the lower similarity as best, all equal ones together", () => {
  expect([
    bestOf("accuracy", [0.9, 0.8, 0.9]),
    bestOf("ssim", [0.5, null, 0.4]),
    bestOf("mse", [0.1, null]),
    bestOf("mse", [1, 1]),
  ]).toEqual([[0, 2], [2], [], []]);
});

it("puts the attack that most runs share first", () => {
  const attack = (slug: string) => ({ slug }) as never;
  expect(slugsOf([{ attacks: [attack("a")] }, { attacks: [attack("b"), attack("c")] }, { attacks: [attack("c")] }])).toEqual([
    "c",
    "a",
    "b",
  ]);
});
