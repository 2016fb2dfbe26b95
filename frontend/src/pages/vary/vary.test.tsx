// @vitest-environment jsdom
import { fireEvent, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import type { StudyDryRun } from "../../api/types";
import { show } from "../../testing/shown";
import { AxisForm } from "./AxisForm";
import { axisInWords, axisName, labelOf, pointersIn, valueAt, valuesOf } from "./axes";
import { ChoiceAxisForm } from "./ChoiceAxisForm";
import { presetStudy } from "./presetStudy";
import { ListAxisForm, type ListKind } from "./ListAxisForm";
import { PlanText } from "../../components/PlanText";

const definition = {
  name: "x",
  dataset: { id: "shapes", trainLimit: 400 },
  defense: [{ part: "gaussian-noise", standardDeviation: 0.05 }],
  seeds: [1],
};

it("offers every place with a plain value, but not what a study says itself", () => {
  expect(pointersIn(definition)).toEqual(["/dataset/id", "/dataset/trainLimit", "/defense/0/part", "/defense/0/standardDeviation"]);
  expect(valueAt(definition, "/defense/0/standardDeviation")).toBe(0.05);
  expect(valueAt(definition, "/defense/7/weight")).toBeUndefined();
  expect(valueAt(definition, "")).toBeUndefined();
});

it("reads values as people type them and leaves ranges to the service", () => {
  expect(valuesOf("4, 16")).toEqual([4, 16]);
  expect(valuesOf("0.01..0.16 log 5")).toBe("0.01..0.16 log 5");
  expect(valuesOf("1-5")).toBe("1-5");
  expect(valuesOf("cnn-4, vgg11-bn, true, 1e-3,")).toEqual(["cnn-4", "vgg11-bn", true, 0.001]);
});

it("names an axis after the part and the setting", () => {
  expect(axisName(definition, "/defense/0/standardDeviation")).toBe("gaussian-noise standardDeviation");
  expect(axisName(definition, "/dataset/trainLimit")).toBe("trainLimit");
  expect(axisInWords({ name: "λ", values: [4, { label: "much", value: 16 }] })).toBe("λ: 4, much");
});

it("adds an axis by keyboard alone", () => {
  const onAdd = vi.fn();
  show(<AxisForm definition={definition} onAdd={onAdd} />);
  fireEvent.change(screen.getByPlaceholderText("/defense/0/standardDeviation"), { target: { value: "/defense/0/standardDeviation" } });
  fireEvent.change(screen.getByLabelText("Values"), { target: { value: "0.1, 0.2" } });
  fireEvent.submit(screen.getByLabelText("Values"));
  expect(onAdd).toHaveBeenCalledWith({
    name: "gaussian-noise standardDeviation",
    path: "/defense/0/standardDeviation",
    values: [0.1, 0.2],
  });
  expect(screen.getByLabelText("Values")).toHaveValue("");
});

const defenses: ListKind = { path: "defense", nameField: "part", one: "defense", addable: "a part", whenEmpty: "Undefended." };
const preset = { id: "cem", group: "cem", title: "CEM", description: "", definition: { defense: [{ part: "conditional-entropy" }] } };

it("makes an axis of whole defenses, each with a name of its own, some from presets", async () => {
  const user = userEvent.setup();
  const onAdd = vi.fn();
  show(<ListAxisForm kind={defenses} base={definition} catalog={[]} presets={[preset as never]} onAdd={onAdd} />);
  const add = () => screen.getByRole("button", { name: "Add the axis" });
  expect(add()).toBeDisabled();
  await user.click(screen.getByRole("button", { name: "One more defense" }));
  expect(screen.getByRole("status")).toHaveTextContent("Two are called “gaussian-noise”");
  expect(add()).toBeDisabled();
  await user.type(screen.getByLabelText("Name of defense 2"), "as well");
  await user.click(screen.getByRole("combobox", { name: "From presets" }));
  await user.click(screen.getByRole("option", { name: "CEM" }));
  await user.click(add());
  expect(onAdd).toHaveBeenCalledWith({
    name: "defense",
    path: "/defense",
    values: [
      { label: "gaussian-noise", value: definition.defense },
      { label: "as well", value: definition.defense },
      { label: "cem", value: [{ part: "conditional-entropy" }] },
    ],
  });
});

it("makes axes of presets that were queued together", () => {
  const of = (id: string, definition: object) => ({ id, group: "g", title: id, description: "", definition }) as never;
  const shared = { dataset: { id: "shapes" }, seeds: [2, 1] };
  const study = presetStudy("g", [of("a", { ...shared, name: "A" }), of("b", { ...shared, defense: definition.defense, seeds: [3] })]);
  expect(study).toEqual({
    name: "g, varied",
    base: { dataset: { id: "shapes" } },
    axes: [
      {
        name: "preset",
        values: [
          { label: "a", set: { "/defense": [] } },
          { label: "b", set: { "/defense": definition.defense } },
        ],
      },
    ],
    seeds: [1, 2, 3],
  });
  expect(presetStudy("g", [of("a", shared), of("b", { ...shared, training: { epochs: 1 } })])).toBeUndefined();
  expect(presetStudy("a", [of("a", { ...shared, name: "A" })])?.axes).toEqual([]);
});

it("calls an empty list by what it means", () => {
  const empty = { key: 0, label: " ", entries: [] };
  expect([labelOf(empty, "part"), labelOf(empty, "attack")]).toEqual(["undefended", "no attack"]);
});

it("makes an axis of what is chosen from the catalog", async () => {
  const user = userEvent.setup();
  const onAdd = vi.fn();
  const choices = ["cnn-4", "vgg11-bn", "resnet-18"].map((value) => ({ value, label: value }));
  show(<ChoiceAxisForm name="backbone" path="/network/backbone" label="Backbones" description="" choices={choices} onAdd={onAdd} />);
  await user.click(screen.getByRole("combobox", { name: "Backbones" }));
  await user.click(screen.getByRole("option", { name: "vgg11-bn" }));
  await user.click(screen.getByRole("option", { name: "cnn-4" }));
  await user.click(screen.getByRole("button", { name: "Add the axis" }));
  expect(onAdd).toHaveBeenCalledWith({ name: "backbone", path: "/network/backbone", values: ["vgg11-bn", "cnn-4"] });
});

it("says what is there already, what would be queued, and what does not hold", () => {
  const plan: StudyDryRun = {
    name: "x",
    experiments: 4,
    runs: 12,
    computed: 4,
    waiting: 2,
    ended: 0,
    queued: 6,
    seconds: 5400,
    hours: 1.5,
    expected: { processorSeconds: 7200, cardSeconds: 0, joules: null, basis: "an assumption" },
    quotas: [],
    basis: ["measured on 3 finished runs"],
    warnings: ["No attack"],
    refusedCells: 1,
    refused: [{ labels: { λ: "-1" }, path: "axes[0].values[1]", reason: "In λ=-1: weight must be 0 or more" }],
  };
  show(<PlanText plan={plan} />);
  expect(screen.getByText(/4 experiments, 12 runs/).parentElement).toHaveTextContent(
    "4 experiments, 12 runs: 4 are computed already; 2 wait or run already. 6 would be queued, about 1 h 30 min one after the other.",
  );
  expect(screen.getByRole("alert")).toHaveTextContent("axes[0].values[1] In λ=-1: weight must be 0 or more");
  expect(screen.getByText("No attack")).toBeVisible();
});
