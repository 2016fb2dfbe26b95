import { expect, it } from "vitest";
import { knowledgeOf } from "./knowledge";

it("never says that the images which an attacker learned from are those it attacked", () => {
  expect(["train", "infer", "none"].map((id) => knowledgeOf(id).attacked)).toEqual([
    "test images",
    "last tenth of the test images",
    "images of the gallery",
  ]);
  expect(knowledgeOf("train").learnedFrom).toBe("training images");
});
