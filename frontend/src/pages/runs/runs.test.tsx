// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { beforeEach, expect, it, vi } from "vitest";
import { client } from "../../api/client";
import type { Deletion, RunBulk } from "../../api/types";
import { useCatalog } from "../../api/useCatalog";
import { DeletionDialog } from "../../components/deletion/DeletionDialog";
import { show } from "../../testing/shown";
import { BulkBar } from "./bulk/BulkBar";
import { filtersIn, queryText } from "./filters";
import { queryMistake, RunSearch } from "./RunSearch";

vi.mock("../../api/client", () => ({ client: { POST: vi.fn() }, api: {} }));
vi.mock("../../api/useCatalog");
vi.mocked(useCatalog).mockReturnValue({ data: undefined } as never);
const post = vi.mocked(client.POST);

const deletion: Deletion = {
  deleted: false,
  runs: 2,
  experiments: 1,
  studies: 0,
  pictures: 34,
  encoders: 2,
  checkpoints: 0,
  bytes: 812345,
  refused: [{ run: "c", name: "Third", seed: 3, rule: "unpinned", found: "pinned", wayOut: "Unpin it first" }],
  stays: [],
};

const answered = (data: RunBulk) => post.mockResolvedValueOnce({ data });

function bar(isEvery = false) {
  const cleared = vi.fn();
  show(
    <MemoryRouter>
      <QueryClientProvider client={new QueryClient()}>
        <BulkBar selected={["a", "b", "c"]} isEvery={isEvery} query="state:failed" onEvery={vi.fn()} onClear={cleared} />
      </QueryClientProvider>
    </MemoryRouter>,
  );
  return cleared;
}

type Sent = { params: { query: { dryRun: boolean } }; body: unknown };
const sent = () => (post.mock.calls as unknown as [string, Sent][]).map(([, options]) => options);

beforeEach(() => post.mockReset());

it("shows what a query says wrong under its field, and nothing else there", () => {
  const refused = {
    status: 400,
    title: "Invalid request",
    fields: [{ path: "q", rule: "made of known fields", value: "stat", hint: "Character 1. Did you mean state?" }],
  };
  show(<RunSearch value="stat:failed" error={refused} onChange={vi.fn()} />);

  expect(screen.getByLabelText("Search")).toHaveAttribute("aria-invalid", "true");
  expect(screen.getByLabelText("Search")).toHaveAccessibleDescription(
    "The query must be made of known fields, was stat. Character 1. Did you mean state?",
  );
  expect(queryMistake({ status: 503, fields: [] })).toBeUndefined();
  expect(queryMistake(null)).toBeUndefined();
});

it("explains the search beside its field", async () => {
  show(<RunSearch value="" error={null} onChange={vi.fn()} />);

  fireEvent.click(screen.getByRole("button", { name: "What the search understands" }));

  expect(await screen.findByText("created>2026-11-01")).toBeInTheDocument();
});

it("says query and filters as one query", () => {
  const filters = filtersIn(new URLSearchParams({ q: "mse>0.1 -tag:old", state: "FAILED", tag: 'a "b" \\c', other: "x" }));

  expect(queryText(filters)).toBe('mse>0.1 -tag:old state:"FAILED" tag:"a \\"b\\" \\\\c"');
  expect(queryText({})).toBe("");
});

it("does something with the ticked runs and says with which it was not possible", async () => {
  answered({
    action: "cancel",
    dryRun: false,
    done: 2,
    deletion: null,
    results: [
      { run: "a", name: "First", seed: 1, outcome: "done", reason: "" },
      { run: "c", name: "Third", seed: 3, outcome: "refused", reason: "is SUCCEEDED; only QUEUED or RUNNING can be cancelled" },
    ],
  });
  const cleared = bar();

  fireEvent.click(screen.getByRole("button", { name: "Cancel" }));

  expect(await screen.findByText("2 runs cancelled")).toBeInTheDocument();
  expect(screen.getByText(/is SUCCEEDED/)).toBeInTheDocument();
  expect(screen.getByRole("link", { name: "Third, seed 3" })).toHaveAttribute("href", "/runs/c");
  expect(sent()[0]).toMatchObject({ params: { query: { dryRun: false } }, body: { action: "cancel", runs: ["a", "b", "c"] } });
  expect(cleared).toHaveBeenCalledOnce();
});

it("sends the query when every run is meant", async () => {
  answered({ action: "archive", dryRun: false, done: 70, deletion: null, results: [] });
  bar(true);

  fireEvent.click(screen.getByRole("button", { name: "Archive" }));

  expect(await screen.findByText("70 runs archived")).toBeInTheDocument();
  expect(sent()[0]?.body).toEqual({ action: "archive", query: "state:failed" });
});

it("shows the dry run before it deletes", async () => {
  answered({ action: "delete", dryRun: true, done: 2, deletion, results: [] });
  bar();
  fireEvent.click(screen.getByRole("button", { name: "Delete …" }));

  const dialog = await screen.findByRole("dialog", { name: "Delete 3 runs?" });
  expect(await within(dialog).findByText(/with 1 experiment, 34 pictures, 2 encoders: 793 KB/)).toBeInTheDocument();
  expect(within(dialog).getByText("Third, seed 3, is pinned. Unpin it first.")).toBeInTheDocument();
  expect(sent()).toHaveLength(1);
  expect(sent()[0]).toMatchObject({ params: { query: { dryRun: true } }, body: { action: "delete", runs: ["a", "b", "c"] } });

  answered({ action: "delete", dryRun: false, done: 2, deletion: { ...deletion, deleted: true }, results: [] });
  fireEvent.click(within(dialog).getByRole("button", { name: "Delete 2 runs" }));

  expect(await screen.findByText("2 runs deleted, 793 KB freed")).toBeInTheDocument();
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  expect(sent()[1]?.params.query.dryRun).toBe(false);
});

it("does not delete one thing of which a part may not go", () => {
  show(
    <DeletionDialog
      title="Delete it?"
      deletion={deletion}
      isPartial={false}
      error={null}
      isPending={false}
      onDelete={vi.fn()}
      onClose={vi.fn()}
    />,
  );

  expect(screen.getByRole("button", { name: "Delete 2 runs" })).toBeDisabled();
});
