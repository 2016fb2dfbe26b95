import { expect, it } from "vitest";
import { bestOf } from "./best";
import { slugsOf } from "./slugs";

it("marks the higher accuracy and the lower similarity as best, all equal ones together, and nothing where no way is the good one", () => {
  expect([
    bestOf({ better: "higher" }, [0.9, 0.8, 0.9]),
    bestOf({ better: "lower" }, [0.5, null, 0.4]),
    bestOf({ better: "higher" }, [0.1, null]),
    bestOf({ better: "higher" }, [1, 1]),
    bestOf({ better: undefined }, [1, 2]),
  ]).toEqual([[0, 2], [2], [], [], []]);
});

it("puts the attack that most runs share first", () => {
  const attack = (slug: string) => ({ slug }) as never;
  expect(slugsOf([{ attacks: [attack("a")] }, { attacks: [attack("b"), attack("c")] }, { attacks: [attack("c")] }])).toEqual([
    "c",
    "a",
    "b",
  ]);
});
