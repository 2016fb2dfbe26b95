// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { expect, it, vi } from "vitest";
import { client } from "../../api/client";
import { studyExportUrl, tableExportUrl, comparisonExportUrl } from "../../api/links";
import type { PaperTable, PaperTableCell, PaperTableColumn } from "../../api/types";
import { ExportMenu } from "../../components/ExportMenu";
import { show } from "../../testing/shown";
import { digitsOf, measuredText } from "./measured";
import { PaperTableGrid } from "./PaperTableGrid";
import { Reproduce } from "./Reproduce";
import { allVerdicts, verdictStyle } from "./verdicts";

const column: PaperTableColumn = {
  id: "accuracy",
  title: "Accuracy",
  metric: "accuracy",
  divisor: 100,
  tolerance: 0.015,
  relative: false,
  better: "higher",
  gain: false,
  digits: 2,
};

const spread = { mean: 0.8518, standardDeviation: 0.001, interval: 0.0025, low: 0.8493, high: 0.8543, n: 3 };

function cell(found: Partial<PaperTableCell> = {}): PaperTableCell {
  const published = { low: 0.852, high: 0.852, text: "85.2" };
  return { column: "accuracy", metric: "accuracy", published, measured: null, verdict: "not-run", reason: "", ...found };
}

const table: PaperTable = {
  id: "proposal",
  title: "A table",
  scale: "mini",
  scales: ["paper", "mini"],
  source: "A paper",
  link: "https://a.org",
  posted: false,
  remarks: [],
  seeds: [1, 2, 3],
  progress: { runs: 6, succeeded: 3, moving: 1, ended: 0 },
  used: { processorSeconds: 90, cardSeconds: 0, joules: null, attempts: 2, attemptsWithJoules: 0 },
  columns: [column],
  rows: [
    {
      label: "CEM",
      note: "Their own reproduction",
      missing: "",
      defense: "CEM",
      experiment: "e",
      succeeded: 3,
      moving: 0,
      ended: 0,
      cells: [cell({ measured: spread, verdict: "order-kept", reason: "of 1 pairs 1 as printed" })],
    },
    { label: "Lost", note: "", missing: "No such part", defense: "", experiment: null, succeeded: 0, moving: 0, ended: 0, cells: [cell()] },
  ],
};

it("shows as many digits as the interval has a say in, as the exports do", () => {
  expect([digitsOf(0.0012, 4), digitsOf(0.00296, 4), digitsOf(3.4, 4), digitsOf(34, 4), digitsOf(0, 4), digitsOf(null, 4)]).toEqual([
    4, 3, 0, 0, 4, 4,
  ]);
  expect(measuredText(cell({ measured: spread }), column)).toBe("85.18 ± 0.25");
  expect(measuredText(cell({ measured: { ...spread, interval: null } }), column)).toBe("85.18");
  expect(measuredText(cell(), column)).toBe("–");
});

it("has a word and a sign of its own for every verdict", () => {
  expect(new Set(allVerdicts.map((verdict) => verdictStyle(verdict).word)).size).toBe(allVerdicts.length);
  expect(allVerdicts.map((verdict) => verdictStyle(verdict).sign).join("")).not.toMatch(/\p{Extended_Pictographic}/u);
});

it("puts published beside measured, with the verdict and why", () => {
  show(
    <MemoryRouter>
      <PaperTableGrid table={table} />
    </MemoryRouter>,
  );
  const [, first, second] = screen.getAllByRole("row");
  expect(first).toHaveTextContent("published 85.2");
  expect(first).toHaveTextContent("measured 85.18 ± 0.25");
  expect(within(first as HTMLElement).getByTitle("of 1 pairs 1 as printed")).toHaveTextContent("order kept");
  expect(within(first as HTMLElement).getByRole("link", { name: "CEM" })).toHaveAttribute("href", "/experiments/e");
  expect(second).toHaveTextContent("No such part");
});

it("queues only after the dry run was looked at", async () => {
  const plan = { experiments: 2, runs: 6, computed: 3, waiting: 0, ended: 0, queued: 3, seconds: 90, hours: 0.025 };
  const expected = { processorSeconds: 3600, cardSeconds: 0, joules: null, basis: "an assumption" };
  const answers = [{ ...plan, basis: [], warnings: [], refusedCells: 0, refused: [], expected, quotas: [], name: "x" }, { study: "s" }];
  const post = vi.spyOn(client, "POST");
  post.mockImplementation((() => Promise.resolve({ data: answers.shift(), response: new Response(null, { status: 200 }) })) as never);
  show(
    <QueryClientProvider client={new QueryClient()}>
      <MemoryRouter>
        <Reproduce table={table} />
      </MemoryRouter>
    </QueryClientProvider>,
  );
  fireEvent.click(screen.getByRole("button", { name: "Reproduce…" }));
  await screen.findByText(/3 would be queued/);
  expect(post).toHaveBeenCalledTimes(1);
  expect(post.mock.calls[0]?.[1]).toEqual({ params: { path: { id: "proposal" }, query: { scale: "mini", dryRun: true } } });
  fireEvent.click(screen.getByRole("button", { name: "Queue what is missing" }));
  await waitFor(() => expect(screen.getByRole("link", { name: "a study" })).toHaveAttribute("href", "/studies/s"));
  expect(post.mock.calls[1]?.[1]).toEqual({ params: { path: { id: "proposal" }, query: { scale: "mini" } } });
});

it("offers every format of an export at the address of what is shown", () => {
  show(<ExportMenu urlOf={(format) => tableExportUrl("a b", format, "mini")} />);
  fireEvent.click(screen.getByRole("button", { name: /Export/ }));
  expect(screen.getAllByRole("menuitem").map((item) => item.getAttribute("href"))).toEqual(
    ["csv", "json", "md", "tex", "bib"].map((format) => `/api/v1/tables/a%20b/export.${format}?scale=mini`),
  );
  expect(studyExportUrl("s", "csv", "")).toBe("/api/v1/studies/s/export.csv");
  expect(studyExportUrl("s", "csv", "linear")).toBe("/api/v1/studies/s/export.csv?attack=linear");
  expect(comparisonExportUrl({ experiments: [], runs: ["a", "b"] }, "tex")).toBe("/api/v1/compare/export.tex?runs=a%2Cb");
});
