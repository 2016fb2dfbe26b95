import { describe, expect, it } from "vitest";
import { draftOf, draftTyped } from "./definitionText";
import { problemAt } from "./fields/field";
import { moved, replaced, without } from "./lists/moves";
import { keysFor } from "./lists/useEntryKeys";
import { chosenOf, defaultText, rangeText, withChosen, withField } from "./fields/schema";

describe("form and JSON", () => {
  it("lets the form follow the JSON", () => {
    const draft = draftTyped(draftOf({ name: "a" }), '{"name": "b"}');
    expect([draft.definition, draft.mistake]).toEqual([{ name: "b" }, ""]);
  });

  it("keeps the last readable definition while the JSON is broken", () => {
    const draft = draftTyped(draftOf({ name: "a" }), '{"name": ');
    expect(draft.definition).toEqual({ name: "a" });
    expect(draft.mistake).not.toBe("");
  });

  it("refuses JSON that is no object", () => {
    expect(draftTyped(draftOf({}), "[1]").mistake).toContain("object");
  });

  it.each([
    ['{"a": 1, "a": 2}', "a is written twice"],
    ['{"x": {"a": 1, "a": 2}, "y": {"a": 3}}', "a is written twice"],
    ['{"seeds": [9007199254740993]}', "9007199254740993"],
    ['{"a": 1e999}', "1e999"],
    ['{"a": 1e-999}', "1e-999"],
  ])("refuses JSON of which reading would lose something: %s", (text, says) => {
    const draft = draftTyped(draftOf({ name: "a" }), text);
    expect([draft.definition, draft.text]).toEqual([{ name: "a" }, text]);
    expect(draft.mistake).toContain(says);
  });

  it("takes the same name in different objects, and names and numbers inside texts", () => {
    expect(draftTyped(draftOf({}), '{"a": {"a": 1}, "b": [{"a": 2}, {"a": 3}], "note": "\\"a\\": 1, 1e999"}').mistake).toBe("");
  });

  it("leaves out what was emptied, and keeps the order of what stays", () => {
    expect(withField({ a: 1, b: 2 }, "a", undefined)).toEqual({ b: 2 });
    expect(Object.keys(withField({ a: 1, b: 2 }, "a", 3))).toEqual(["a", "b"]);
  });
});

describe("lists", () => {
  it("moves, replaces and removes entries", () => {
    expect(moved(["a", "b", "c"], 2, -1)).toEqual(["a", "c", "b"]);
    expect(moved(["a", "b"], 1, 1)).toEqual(["a", "b"]);
    expect(replaced(["a", "b"], 1, "z")).toEqual(["a", "z"]);
    expect(without(["a", "b"], 0)).toEqual(["b"]);
  });

  it("give each entry a key of its own that it keeps", () => {
    expect(keysFor(2, [])).toEqual([0, 1]);
    expect(keysFor(3, [4, 0])).toEqual([4, 0, 7]);
    expect(keysFor(1, [4, 0])).toEqual([4]);
  });
});

describe("fields", () => {
  it("shows a choice that came under its former name under the present one", () => {
    const schema = { enum: ["linear", "none"], "x-former-names": { intended: "linear" } };
    expect(["intended", "none", undefined].map((value) => chosenOf(schema, value))).toEqual(["linear", "none", null]);
  });

  it("say of a default that it is one", () => {
    expect([
      defaultText({ default: 0.05 }),
      defaultText({ default: [1, 2] }),
      defaultText({ default: "" }),
      defaultText({ default: [] }),
      defaultText({}, true),
      defaultText({}),
    ]).toEqual(["default 0.05", "default 1, 2", "default none", "default none", "required", ""]);
  });

  it("show what was chosen although it is unknown", () => {
    expect([withChosen(["cpu"], "gpu"), withChosen(["cpu"], "cpu"), withChosen(["cpu"], undefined), withChosen(["cpu"], 7)]).toEqual([
      ["cpu", "gpu"],
      ["cpu"],
      ["cpu"],
      ["cpu", "7"],
    ]);
  });

  it("says the range unless it is practically unlimited", () => {
    expect([rangeText({ minimum: 0, maximum: 1 }), rangeText({ minimum: 0, maximum: 1e7 }), rangeText({})]).toEqual([
      "0 to 1",
      "at least 0",
      "",
    ]);
  });

  it("shows a problem at its own field only", () => {
    const problems = [{ path: "defense[0].weight", rule: "", value: "", hint: "" }];
    expect([problemAt(problems, "defense[0].weight", () => "broken"), problemAt(problems, "defense[1].weight", () => "broken")]).toEqual([
      "broken",
      undefined,
    ]);
  });
});
