import { expect, it } from "vitest";
import { mergedNotes } from "./about/edits";
import { curlOf } from "./curl";
import { differenceOf } from "../../components/picture/difference";

it("quotes single quotes for the shell", () => {
  expect(curlOf({ name: "it's" }, "http://h")).toContain(`'{"name":"it'\\''s"}'`);
});

it("doubles the absolute difference and stays opaque", () => {
  const pixels = new Uint8ClampedArray([10, 200, 0, 0]);
  differenceOf(pixels, new Uint8ClampedArray([20, 0, 0, 255]));
  expect([...pixels]).toEqual([20, 255, 0, 255]);
});

it("keeps both notes when two people wrote, and none twice", () => {
  expect([
    mergedNotes("mine", "theirs"),
    mergedNotes("mine", ""),
    mergedNotes("same", "same"),
    mergedNotes("theirs and mine", "theirs"),
  ]).toEqual(["theirs\n\nmine", "mine", "same", "theirs and mine"]);
});
