import { expect, it } from "vitest";
import { isOfClass, kindsOf, sourceOf, type Series } from "./series";

const series = (name: string): Series => ({ name, points: [[1, 0.5]] });

it("draws each kind of quantity on an axis of its own, what most people look for first", () => {
  const kinds = kindsOf(
    [
      "training.learningRate",
      "training.accuracy",
      "test.accuracy",
      "training.loss",
      "attack.decoder-a.loss",
      "defense.slot-attention.slotLoss",
      "measure.club",
    ].map(series),
  );

  expect(kinds.map(({ unit, lines }) => [unit, lines.map(({ name }) => sourceOf(name))])).toEqual([
    ["loss", ["training"]],
    ["accuracy", ["training", "test"]],
    ["learningRate", ["training"]],
    ["attack loss", ["attack decoder-a"]],
    ["slot attention: loss", ["slot"]],
    ["club", ["measure"]],
  ]);
});

it("puts what a part measures of all classes together and the single classes aside", () => {
  const part = "defense.conditional-entropy";
  const [variance, weight] = kindsOf(
    [
      `${part}.meanVariance`,
      `${part}.variance.class-0`,
      `${part}.smallestClassVariance`,
      `${part}.variance.class-11`,
      `${part}.effectiveWeight`,
    ].map(series),
  );

  expect(variance?.unit).toBe("conditional entropy: variance");
  expect(variance?.lines.map(({ name }) => sourceOf(name))).toEqual(["mean", "smallest class"]);
  expect(variance?.classes.map(({ name }) => sourceOf(name))).toEqual(["class 0", "class 11"]);
  expect(weight).toEqual({ unit: "conditional entropy: weight", lines: [series("effective.weight")], classes: [] });
  expect(isOfClass(series(`${part}.variance.class-0`))).toBe(true);
  expect(isOfClass(series(`${part}.smallestClassVariance`))).toBe(false);
});
