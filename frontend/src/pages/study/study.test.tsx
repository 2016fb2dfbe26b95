// @vitest-environment jsdom
import { fireEvent, screen, within } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { expect, it, vi } from "vitest";
import type { Study, StudyCell } from "../../api/types";
import { useCatalog } from "../../api/useCatalog";
import { show } from "../../testing/shown";
import { attacksOf, gridOf } from "./grid";
import { GridTable } from "./GridTable";

vi.mock("../../api/useCatalog");
vi.mocked(useCatalog).mockReturnValue({ data: undefined } as never);

const spread = { mean: 0.875, standardDeviation: 0.01, interval: 0.025, low: 0.85, high: 0.9, n: 3 };

function cell(defense: string, strength: string, found: Partial<StudyCell> = {}): StudyCell {
  return {
    labels: { defense, λ: strength },
    experiment: `${defense}-${strength}`,
    progress: { state: "QUEUED", counts: { QUEUED: 2, FAILED: 1 }, runs: 3, progress: 0.25, secondsLeft: 90 },
    runs: [],
    metrics: {},
    attacks: [],
    ...found,
  };
}

const done = cell("CEM", "16", {
  progress: { state: "DONE", counts: { SUCCEEDED: 3 }, runs: 3, progress: 1, secondsLeft: 0 },
  metrics: { accuracy: spread },
  attacks: [
    { slug: "linear", metrics: {} },
    { slug: "decoder", metrics: { mse: { ...spread, mean: 0.0312 } } },
  ],
});

const study: Study = {
  id: "s",
  name: "A study",
  submitter: "ada",
  project: null,
  visibility: "public",
  createdAt: "2026-11-29T02:00:00Z",
  posted: {},
  progress: done.progress,
  used: { processorSeconds: 90, cardSeconds: 0, joules: null, attempts: 2, attemptsWithJoules: 0 },
  left: { processorSeconds: 0, cardSeconds: 0, joules: null, basis: "" },
  axes: [
    { name: "defense", labels: ["noise", "CEM"] },
    { name: "λ", labels: ["4", "16"] },
  ],
  cells: [cell("noise", "4"), cell("noise", "16"), cell("CEM", "4"), done],
};

it("puts the last axis to the right unless another one is asked for", () => {
  const usual = gridOf(study, "");
  expect([usual.rows, usual.columns, usual.across]).toEqual([["noise", "CEM"], ["4", "16"], "λ"]);
  expect(usual.at("CEM", "16")).toBe(done);
  const turned = gridOf(study, "defense");
  expect([turned.rows, turned.columns]).toEqual([
    ["4", "16"],
    ["noise", "CEM"],
  ]);
  expect(turned.at("16", "CEM")).toBe(done);
});

it("lists the cells of one axis downwards, and shows a study without axes as one cell", () => {
  const one = { ...study, axes: study.axes.slice(0, 1), cells: study.cells.slice(1, 3) };
  expect(gridOf(one, "").rows).toEqual(["noise", "CEM"]);
  expect(gridOf(one, "").columns).toEqual([""]);
  const none = { ...study, axes: [], cells: [{ ...done, labels: {} }] };
  expect(gridOf(none, "").at("", "")?.experiment).toBe("CEM-16");
  expect(attacksOf(study)).toEqual(["linear", "decoder"]);
});

it("shows of each cell how far it is, what it found and with how many seeds, and leads to its experiment", () => {
  const onToggle = vi.fn();
  show(
    <MemoryRouter>
      <GridTable study={study} across="" attack="decoder" selected={["CEM-16"]} onToggle={onToggle} />
    </MemoryRouter>,
  );
  const table = screen.getByRole("table", { name: "Cells of the study" });
  expect(within(table).getByRole("columnheader", { name: "λ 16" })).toBeVisible();
  const [, , , last] = within(table).getAllByRole("cell");
  expect(last).toHaveTextContent(/done.*acc 0\.875 ± 0\.025.*MSE 0\.0312.*n = 3/s);
  expect(within(last!).getByRole("link")).toHaveAttribute("href", "/experiments/CEM-16");
  const [first] = within(table).getAllByRole("cell");
  expect(first).toHaveTextContent("waits");
  expect(first).toHaveTextContent("2 queued, 1 failed, 1 min 30 s left");
  expect(within(last!).getByRole("checkbox")).toBeChecked();
  fireEvent.click(screen.getByRole("checkbox", { name: "Select defense noise, λ 4" }));
  expect(onToggle).toHaveBeenCalledWith("noise-4");
});
