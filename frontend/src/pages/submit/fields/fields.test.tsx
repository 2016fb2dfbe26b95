// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";
import type { FieldProblem } from "../../../api/problem";
import { show } from "../../../testing/shown";
import type { SettingSchema } from "./schema";
import { SettingField } from "./SettingField";

type Props = {
  schema: SettingSchema;
  initial?: unknown;
  isRequired?: boolean;
  problems?: FieldProblem[];
  onValue: (value: unknown) => void;
};

/** A field with somebody who keeps its value, as the form does. */
function Kept({ schema, initial, isRequired = false, problems = [], onValue }: Props) {
  const [value, setValue] = useState(initial);
  const change = (next: unknown) => {
    setValue(next);
    onValue(next);
  };
  return (
    <SettingField
      name="a"
      label="Setting"
      path="a"
      schema={schema}
      value={value}
      isRequired={isRequired}
      problems={problems}
      onChange={change}
    />
  );
}

function showField(schema: SettingSchema, others: Omit<Props, "schema" | "onValue"> = {}) {
  const onValue = vi.fn<(value: unknown) => void>();
  show(<Kept schema={schema} {...others} onValue={onValue} />);
  return { onValue, user: userEvent.setup() };
}

const problem = { path: "a", rule: "a number between 0 and 1", value: "25", hint: "Did you mean 0.25?" };

describe("a number", () => {
  const schema: SettingSchema = { type: "number", minimum: 0, maximum: 1, default: 0.5, description: "How much" };
  const field = () => screen.getByRole("textbox", { name: "Setting" });

  it("is read as it is typed, and the text stays", async () => {
    const { user, onValue } = showField(schema);
    await user.type(field(), "1e-3");
    expect(onValue).toHaveBeenLastCalledWith(0.001);
    expect(field()).toHaveValue("1e-3");
    expect(field()).toBeValid();
  });

  it("says what cannot be read where a screen reader hears it, and keeps it", async () => {
    const { user, onValue } = showField(schema);
    await user.type(field(), "0,05");
    expect(onValue).toHaveBeenLastCalledWith("0,05");
    expect(field()).toBeInvalid();
    expect(field()).toHaveAccessibleDescription(/must be a number, was 0,05. Write 0.05/);
  });

  it("is nothing again when it is emptied", async () => {
    const { user, onValue } = showField(schema, { initial: 0.25 });
    await user.clear(field());
    expect(onValue).toHaveBeenLastCalledWith(undefined);
    expect(field()).toHaveAttribute("placeholder", "default 0.5");
  });

  it("says its limits, and what the service found there", () => {
    showField(schema, { initial: 25, problems: [problem] });
    expect(field()).toBeInvalid();
    expect(field()).toHaveAccessibleDescription(/How much · 0 to 1/);
    expect(field()).toHaveAccessibleDescription(/must be a number between 0 and 1, was 25. Did you mean 0.25\?/);
  });

  it("says that it is required, and refuses fractions where it has to be whole", async () => {
    const { user } = showField({ type: "integer" }, { isRequired: true });
    expect(screen.getByRole("textbox", { name: /Setting/ })).toBeRequired();
    await user.type(screen.getByRole("textbox", { name: /Setting/ }), "1.5");
    expect(screen.getByRole("textbox", { name: /Setting/ })).toHaveAccessibleDescription(/Write 1 or 2/);
  });
});

describe("a choice", () => {
  const schema: SettingSchema = { enum: ["linear", "none", 3], default: "linear" };
  const field = () => screen.getByRole("combobox", { name: "Setting" });

  it("is made with the keyboard", async () => {
    const { user, onValue } = showField(schema);
    await user.tab();
    expect(field()).toHaveFocus();
    await user.keyboard("{ArrowDown}{ArrowDown}{Enter}");
    expect(onValue).toHaveBeenLastCalledWith("none");
    expect(field()).toHaveValue("none");
  });

  it("keeps the type of what was chosen", async () => {
    const { user, onValue } = showField(schema);
    await user.click(field());
    await user.click(screen.getByRole("option", { name: "3" }));
    expect(onValue).toHaveBeenLastCalledWith(3);
  });

  it("shows what is chosen although the catalog does not know it, with what the service says", () => {
    showField(schema, { initial: "cubic", problems: [{ ...problem, rule: "linear, none or 3", value: "cubic", hint: "" }] });
    expect(field()).toHaveValue("cubic");
    expect(field()).toHaveAccessibleDescription(/must be linear, none or 3, was cubic/);
  });
});

describe("a switch", () => {
  const schema: SettingSchema = { type: "boolean", default: true, description: "Whether it happens" };

  it("says that it is the default until somebody flips it with the keyboard", async () => {
    const { user, onValue } = showField(schema);
    expect(screen.getByRole("switch", { name: /^Setting: yes \(default\)/ })).toBeChecked();
    await user.tab();
    await user.keyboard(" ");
    expect(onValue).toHaveBeenLastCalledWith(false);
    expect(screen.getByRole("switch", { name: /^Setting: no W/ })).not.toBeChecked();
  });

  it("says what it is about and what is wrong with it where a screen reader hears it", () => {
    showField(schema, { initial: "maybe", problems: [{ ...problem, rule: "true or false", value: "maybe", hint: "" }] });
    expect(screen.getByRole("switch")).toHaveAccessibleDescription(/Whether it happens/);
    expect(screen.getByRole("switch")).toHaveAccessibleDescription(/must be true or false, was maybe/);
  });
});

describe("a list", () => {
  it("of numbers takes ranges, and refuses what is none", async () => {
    const { user, onValue } = showField({ type: "array", items: { type: "integer", minimum: 1 }, default: [1] });
    const field = screen.getByRole("textbox", { name: "Setting" });
    expect(field).toHaveAccessibleDescription("at least 1");
    await user.type(field, "1-3");
    expect(onValue).toHaveBeenLastCalledWith([1, 2, 3]);
    await user.clear(field);
    await user.type(field, "a,b");
    expect(onValue).toHaveBeenLastCalledWith("a,b");
    expect(field).toHaveAccessibleDescription(/must be a whole number, was a/);
  });

  it("of texts is written and taken back with the keyboard", async () => {
    const { user, onValue } = showField({ type: "array", items: { type: "string" } }, { initial: ["one"] });
    await user.tab();
    await user.keyboard("two{Enter}");
    expect(onValue).toHaveBeenLastCalledWith(["one", "two"]);
    await user.keyboard("{Backspace}{Backspace}");
    expect(onValue).toHaveBeenLastCalledWith(undefined);
  });
});

describe("an object", () => {
  it("is a named group of its settings, and is gone with the last of them", async () => {
    const { user, onValue } = showField({ type: "object", properties: { depth: { type: "integer" } } });
    expect(screen.getByRole("group", { name: "Setting" })).toContainElement(screen.getByRole("textbox", { name: "Depth" }));
    await user.type(screen.getByRole("textbox", { name: "Depth" }), "4");
    expect(onValue).toHaveBeenLastCalledWith({ depth: 4 });
    await user.clear(screen.getByRole("textbox", { name: "Depth" }));
    expect(onValue).toHaveBeenLastCalledWith({});
  });

  it("has no field where its names are the user's own: it is written as JSON", () => {
    const hashes: SettingSchema = { type: "object", description: "By their ids" };
    showField({ type: "object", properties: { depth: { type: "integer" }, hashes } });
    expect(screen.getByRole("textbox", { name: "Depth" })).toBeVisible();
    expect(screen.queryByRole("group", { name: "Hashes" })).not.toBeInTheDocument();
  });
});

it("a text is taken as it is typed, and is nothing when it is emptied", async () => {
  const { user, onValue } = showField({ type: "string", maxLength: 10 });
  await user.type(screen.getByRole("textbox", { name: "Setting" }), "0x");
  expect(onValue).toHaveBeenLastCalledWith("0x");
  await user.clear(screen.getByRole("textbox", { name: "Setting" }));
  expect(onValue).toHaveBeenLastCalledWith(undefined);
});
