// @vitest-environment jsdom
import { fireEvent, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import type { StudyDryRun } from "../../api/types";
import { show } from "../../testing/shown";
import { AxisForm } from "./AxisForm";
import { axisInWords, axisName, pointersIn, valueAt, valuesOf } from "./axes";
import { PlanText } from "./PlanText";

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
