import { expect, it, vi } from "vitest";
import { isAway, noteSilence, noteStatus, onReturn } from "./connection";

it("is away from the first silence to the next answer, and tells once that it came back", () => {
  const action = vi.fn();
  const stop = onReturn(action);

  const states = [() => noteStatus(200), noteSilence, noteSilence, () => noteStatus(503), () => noteStatus(404), () => noteStatus(200)].map(
    (step) => {
      step();
      return isAway();
    },
  );
  stop();

  expect(states).toEqual([false, true, true, true, false, false]);
  expect(action).toHaveBeenCalledTimes(1);
});
