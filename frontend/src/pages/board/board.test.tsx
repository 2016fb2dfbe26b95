// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { expect, it, vi } from "vitest";
import { useCatalog } from "../../api/useCatalog";
import type { BoardRow } from "../../api/types";
import { show } from "../../testing/shown";
import { BoardTable } from "./BoardTable";
import { exportUrl } from "../../api/links";
import { filtersIn, queryOf, withFilter } from "./filters";

vi.mock("../../api/useCatalog");

const metric = {
  title: "What tomorrow brings",
  unit: "",
  digits: 3,
  formula: "",
  morePrivate: "lower" as const,
  lowest: 0,
  highest: 1,
  paper: false,
  version: 1,
};
const catalog = {
  parts: [],
  attacks: [],
  metrics: [
    { ...metric, id: "mse", heading: "MSE", constantGuess: "mse.constantGuess", worstCase: "worstCase.mse" },
    {
      ...metric,
      id: "added-tomorrow",
      heading: "New",
      constantGuess: "added-tomorrow.constantGuess",
      worstCase: "worstCase.added-tomorrow",
    },
  ],
};
vi.mocked(useCatalog).mockReturnValue({ data: catalog } as never);

const spread = { mean: 0.5, standardDeviation: 0.01, interval: 0.0125, low: 0.4875, high: 0.5125, n: 3 };
const row: BoardRow = {
  rank: 1,
  unranked: "",
  rowHash: "a",
  experiment: "e",
  name: "A row",
  backbone: "cnn-4",
  cutLayer: 2,
  parts: [],
  definition: {} as never,
  n: 3,
  seeds: [1, 2, 3],
  runs: ["r"],
  accuracy: { ...spread, mean: 0.9 },
  edgeParameters: 1,
  metrics: { "added-tomorrow": spread },
  thumbnail: "/thumbnail.png",
  warnings: [],
  adequacy: { verdict: "adequate", reasons: [], notes: [] },
  standing: { level: "adequate", reason: "" },
};

it("has a column for a metric that only the catalog knows, and an empty cell where a row lacks one", () => {
  show(
    <MemoryRouter>
      <BoardTable rows={[row]} constantGuess={{ "added-tomorrow": 0.25 }} selected={[]} onSelect={vi.fn()} />
    </MemoryRouter>,
  );
  const headings = screen.getAllByRole("columnheader").map(({ textContent }) => textContent?.trim());
  expect(headings.slice(2, 7)).toEqual(["Defense", "Accuracy ↑", "MSE ↓", "New ↓", "n"]);
  const cells = within(screen.getAllByRole("row")[1]!).getAllByRole("cell");
  expect(cells.slice(3, 6).map(({ textContent }) => textContent)).toEqual(["0.900 ± 0.013", "–", "0.500 ± 0.013"]);
  expect(screen.getByTitle(/What tomorrow brings.*Guessing the same picture everywhere scores 0.250/)).toBeVisible();
});

it("keeps the metric of the chart in the address when the board is narrowed, and sends it to nobody", () => {
  const filters = filtersIn(new URLSearchParams("chart=added-tomorrow&cutLayer=2"));
  expect(withFilter(filters, "backbone", "cnn-4")).toEqual({ chart: "added-tomorrow", cutLayer: "2", backbone: "cnn-4" });
  expect(exportUrl("shapes", "csv", queryOf(filters))).toBe("/api/v1/boards/shapes/export.csv?cutLayer=2");
});

it("flags a row whose attacker was inadequate, and one that counts the guess", () => {
  const weak: BoardRow = {
    ...row,
    rank: null,
    rowHash: "weak",
    unranked: "attacker inadequate: its mse is too large",
    adequacy: { verdict: "inadequate", reasons: ["its mse is too large"], notes: [] },
  };
  const guessing: BoardRow = { ...row, rowHash: "guess", standing: { level: "at-guess", reason: "at the constant guess: …" } };
  const decoderless: BoardRow = { ...row, rowHash: "linear", standing: { level: "inadequate", reason: "…" } };
  show(
    <MemoryRouter>
      <BoardTable rows={[row, weak, guessing, decoderless]} constantGuess={{}} selected={[]} onSelect={vi.fn()} />
    </MemoryRouter>,
  );
  const [, fine, flagged, guess, without] = screen.getAllByRole("row");
  expect(within(fine!).queryByText(/inadequate|guess|judged/)).toBeNull();
  expect(within(flagged!).getByText("attacker inadequate")).toBeVisible();
  expect(within(flagged!).getByText(/not ranked: attacker inadequate: its mse/)).toBeVisible();
  expect(within(guess!).getByText("at the constant guess")).toBeVisible();
  expect(within(without!).getByText("no adequate decoder")).toBeVisible();
});
