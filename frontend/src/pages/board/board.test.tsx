// @vitest-environment jsdom
import { fireEvent, screen, within } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { expect, it, vi } from "vitest";
import { useCatalog } from "../../api/useCatalog";
import type { Board, BoardRow } from "../../api/types";
import { show } from "../../testing/shown";
import { BoardFilters } from "./BoardFilters";
import { BoardTable } from "./BoardTable";
import { FamilyTable } from "./FamilyTable";
import { exportUrl } from "../../api/links";
import { filtersIn, queryOf, withFilters } from "./filters";
import { GainText } from "./GainText";

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
  defense: [],
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
  notRanked: [],
  family: null,
  gain: null,
  stability: [],
  flags: [],
  attacks: ["decoder-x-train"],
  measuredBy: { numericsVersion: "2", metricVersions: "mse 1", build: "a build" },
  submitters: ["ada"],
  tags: [],
};
const board: Board = {
  dataset: "shapes",
  synthetic: true,
  attack: "worst-case",
  threatModel: "white-box",
  knowledge: "train",
  attacks: [{ slug: "decoder-x-train", attack: "decoder", knowledge: "train", rows: 1 }],
  attackers: [{ threatModel: "white-box", knowledge: "train", rows: 1 }],
  backbone: "cnn-4",
  cutLayer: 2,
  backbones: ["cnn-4", "resnet-18"],
  cutLayers: [2],
  parts: ["gaussian-noise"],
  tags: ["thesis"],
  submitters: ["ada"],
  chance: 0.125,
  constantGuess: { "added-tomorrow": 0.25 },
  offset: 2,
  undefended: "a",
  front: ["a"],
  hypervolume: { share: 0.4, low: null, high: null, band: [] },
  families: [],
  rows: [row],
};
const table = { sorting: { sort: "", order: "" }, onSort: vi.fn(), selected: [], onSelect: vi.fn() };

it("has a column for a metric that only the catalog knows, and an empty cell where a row lacks one", () => {
  show(
    <MemoryRouter>
      <BoardTable board={board} {...table} />
    </MemoryRouter>,
  );
  const headings = screen.getAllByRole("columnheader").map(({ textContent }) => textContent?.trim());
  expect(headings.slice(2, 8)).toEqual(["Defense", "Accuracy ↑", "MSE ↓", "New ↓", "+CEM gains", "n"]);
  const cells = within(screen.getAllByRole("row")[1]!).getAllByRole("cell");
  expect(cells.slice(3, 6).map(({ textContent }) => textContent)).toEqual(["0.900 ± 0.013", "–", "0.500 ± 0.013"]);
  expect(screen.getByTitle(/What tomorrow brings.*Guessing the same picture everywhere scores 0.250/)).toBeVisible();
});

it("keeps the metric of the chart in the address when the board is narrowed, and sends it to nobody", () => {
  const filters = filtersIn(new URLSearchParams("chart=added-tomorrow&cutLayer=2"));
  expect(withFilters(filters, { backbone: "cnn-4" })).toEqual({ chart: "added-tomorrow", cutLayer: "2", backbone: "cnn-4" });
  expect(exportUrl("shapes", "csv", queryOf(filters))).toBe("/api/v1/boards/shapes/export.csv?cutLayer=2");
});

it("flags a row whose attacker was inadequate, and one that counts the guess", () => {
  const weak: BoardRow = {
    ...row,
    rank: null,
    rowHash: "weak",
    unranked: "attacker inadequate: its mse is too large",
    notRanked: [
      { code: "inadequate", sentence: "attacker inadequate: its mse is too large" },
      { code: "one-seed", sentence: "one seed has no interval" },
    ],
    flags: ["measured by another build than most rows"],
    adequacy: { verdict: "inadequate", reasons: ["its mse is too large"], notes: [] },
  };
  const guessing: BoardRow = { ...row, rowHash: "guess", standing: { level: "at-guess", reason: "at the constant guess: …" } };
  const decoderless: BoardRow = { ...row, rowHash: "linear", standing: { level: "inadequate", reason: "…" } };
  show(
    <MemoryRouter>
      <BoardTable board={{ ...board, rows: [row, weak, guessing, decoderless] }} {...table} />
    </MemoryRouter>,
  );
  const [, fine, flagged, guess, without] = screen.getAllByRole("row");
  expect(within(fine!).queryByText(/inadequate|guess|judged/)).toBeNull();
  expect(within(flagged!).getByText("attacker inadequate")).toBeVisible();
  expect(within(flagged!).getByText(/not ranked: attacker inadequate: its mse/)).toBeVisible();
  expect(within(flagged!).getByText(/not ranked: one seed/)).toBeVisible();
  expect(within(flagged!).getByText(/another build/)).toBeVisible();
  expect(within(guess!).getByText("at the constant guess")).toBeVisible();
  expect(within(without!).getByText("no adequate decoder")).toBeVisible();
});

it("has rows for chance and the constant guess below all others", () => {
  show(
    <MemoryRouter>
      <BoardTable board={board} {...table} />
    </MemoryRouter>,
  );
  const [chance, guess] = screen.getAllByRole("row").slice(-2);
  expect(within(chance!).getByText("Chance")).toBeVisible();
  expect(within(chance!).getByText("0.125")).toBeVisible();
  expect(within(guess!).getByText("Constant guess")).toBeVisible();
  expect(within(guess!).getByText("0.250")).toBeVisible();
});

it("sorts by a heading, the best first, and the other way round when pressed again", () => {
  const onSort = vi.fn();
  const shown = (sort: string, order: string) => (
    <MemoryRouter>
      <BoardTable board={board} {...table} sorting={{ sort, order }} onSort={onSort} />
    </MemoryRouter>
  );
  show(shown("added-tomorrow", ""));
  const heading = screen.getByRole("columnheader", { name: /New/ });
  expect(heading).toHaveAttribute("aria-sort", "ascending");
  expect(screen.getByRole("columnheader", { name: /Rank/ })).toHaveAttribute("aria-sort", "none");
  fireEvent.click(within(heading).getByRole("button"));
  fireEvent.click(screen.getByRole("button", { name: /Accuracy/ }));
  expect(onSort.mock.calls).toEqual([[{ sort: "added-tomorrow", order: "desc" }], [{ sort: "accuracy", order: "" }]]);
});

it("says what conditional entropy gains, over how many pairs, and what it costs in accuracy", () => {
  const error = { mean: 0.413, standardDeviation: 0.1, interval: 0.248, low: 0.165, high: 0.661, n: 3 };
  const gain = {
    twin: "b",
    twinName: "Noise alone",
    part: "conditional-entropy",
    seeds: [1, 2, 3],
    bySeed: [0.3, 0.439, 0.5],
    error,
    accuracy: { ...error, mean: -0.012 },
  };
  show(<GainText gain={gain} />);
  expect(screen.getByText(/\+41 %/)).toHaveTextContent("+41 % ± 25 %");
  expect(screen.getByText("3 pairs, accuracy −1.2 points")).toBeVisible();
  expect(screen.getByTitle(/Noise alone.*seed 1: \+30 %, seed 2: \+44 %/)).toBeVisible();
});

it("keeps every choice in the address and drops what another choice leaves without meaning", () => {
  const address = "backbone=cnn-4&cutLayer=2&knowledge=infer&threatModel=black-box&sort=mse&order=asc&minAccuracy=0.8&offset=5&tag=x";
  const filters = filtersIn(new URLSearchParams(address));
  expect(new URLSearchParams(withFilters(filters, {})).toString()).toBe(
    "backbone=cnn-4&cutLayer=2&threatModel=black-box&knowledge=infer&tag=x&minAccuracy=0.8&offset=5&sort=mse&order=asc",
  );
  expect(queryOf(filters)).toMatchObject({ cutLayer: 2, minAccuracy: 0.8, offset: 5, sort: "mse" });
  expect(queryOf({ ...filters, minAccuracy: "much" })).toMatchObject({ minAccuracy: "much" });
  const onChange = vi.fn();
  show(<BoardFilters board={board} filters={filters} onChange={onChange} />);
  fireEvent.click(screen.getByRole("combobox", { name: "Backbone" }));
  fireEvent.click(screen.getByRole("option", { name: "resnet-18" }));
  expect(onChange.mock.lastCall?.[0]).toMatchObject({ backbone: "resnet-18", sort: "mse" });
  expect(onChange.mock.lastCall?.[0]).not.toHaveProperty("cutLayer");
});

it("shows families with what they reach at each offset, and why one is not ranked", () => {
  const family = {
    rank: 1,
    notRanked: [],
    id: "f",
    name: "CEM 4",
    title: "Conditional entropy maximization (CEM)",
    parts: ["conditional-entropy"],
    setting: "conditional-entropy.weight",
    strengths: [
      { value: 4, rowHash: "f" },
      { value: 16, rowHash: "g" },
    ],
    read: spread,
    matched: [
      { points: 2, error: spread },
      { points: 5, error: null },
    ],
    stability: [],
  };
  const notReached = {
    ...family,
    rank: null,
    id: "h",
    notRanked: [{ code: "not-reached", sentence: "not every seed gets there" }],
    read: null,
  };
  show(<FamilyTable board={{ ...board, families: [family, notReached] }} onOffset={vi.fn()} />);
  const [, ranked, unranked] = screen.getAllByRole("row");
  expect(within(ranked!).getByText("Conditional entropy maximization (CEM)")).toBeVisible();
  expect(within(ranked!).getByText("weight 4, 16")).toBeVisible();
  expect(
    within(ranked!)
      .getAllByRole("cell")
      .map(({ textContent }) => textContent),
  ).toContain("0.500 ± 0.013");
  expect(within(ranked!).getByText("not reached")).toBeVisible();
  expect(within(unranked!).getByText("not ranked: not every seed gets there")).toBeVisible();
});
