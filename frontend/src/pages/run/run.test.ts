import { expect, it } from "vitest";
import { curlOf } from "./curl";
import { differenceOf } from "./gallery/difference";
import { nothingTold, withEvents } from "./live/collector";

it("collects points, log lines and progress of a stream", () => {
  const told = withEvents(withEvents(nothingTold, [{ kind: "point", series: "training.loss", step: 1, value: 2 }, { kind: "log", line: "one" }]), [
    { kind: "point", series: "training.loss", step: 2, value: 1 },
    { kind: "progress", stage: "training", fraction: 0.5 },
  ]);
  expect(told).toEqual({ series: [{ name: "training.loss", points: [[1, 2], [2, 1]] }], lines: ["one"], stage: "training", fraction: 0.5 });
});

it("quotes single quotes for the shell", () => {
  expect(curlOf({ name: "it's" }, "http://h")).toContain(`'{"name":"it'\\''s"}'`);
});

it("doubles the absolute difference and stays opaque", () => {
  const pixels = new Uint8ClampedArray([10, 200, 0, 0]);
  differenceOf(pixels, new Uint8ClampedArray([20, 0, 0, 255]));
  expect([...pixels]).toEqual([20, 255, 0, 255]);
});
