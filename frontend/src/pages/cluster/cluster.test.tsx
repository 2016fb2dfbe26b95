// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { show } from "../../testing/shown";
import { CommandTable } from "./CommandTable";
import { PilotTable } from "./PilotTable";
import { PoolCard } from "./PoolCard";

const POOL = {
  name: "gpu",
  device: "cuda",
  max: 40,
  waiting: 1,
  busy: 2,
  wanted: 3,
  running: 2,
  pending: 1,
  reasons: ["ReqNodeNotAvail"],
  stopped: "",
};

function showPool(stopped: string) {
  show(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { enabled: false } } })}>
      <PoolCard pool={{ ...POOL, stopped }} />
    </QueryClientProvider>,
  );
}

it("counts the pilots of a pool and says why one waits", () => {
  showPool("");

  const card = screen.getByRole("region", { name: "Pool gpu" });
  expect(within(card).getByText(/1 run waits for it · 3 pilots wanted/)).toBeInTheDocument();
  expect(within(card).getByText("They wait because of ReqNodeNotAvail.")).toBeInTheDocument();
  expect(within(card).queryByRole("button")).toBeNull();
});

it("says why a pool has stopped, and lets somebody try again", () => {
  showPool("3 tries failed; the last one: sbatch: invalid partition");

  expect(screen.getByText(/invalid partition/)).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Try again" })).toBeInTheDocument();
});

it("shows a pilot that cannot work with its reason", () => {
  const time = "2026-11-29T12:00:00Z";
  show(
    <PilotTable
      pilots={[
        {
          engine: "slurm",
          job: "12_1",
          pool: "gpu",
          host: "node7",
          state: "refused",
          claims: 0,
          submittedAt: time,
          startedAt: time,
          endedAt: time,
          said: "data: not there",
        },
      ]}
    />,
  );

  const row = screen.getByRole("row", { name: /slurm 12_1/ });
  expect(within(row).getByText("✗ refused")).toBeInTheDocument();
  expect(within(row).getByText("data: not there")).toBeInTheDocument();
});

it("shows what a command said when it failed", () => {
  show(<CommandTable commands={[{ line: "sbatch --parsable", code: 1, said: "wrong", at: "2026-11-29T12:00:00Z", seconds: 0.034 }]} />);

  expect(screen.getByText("✗ wrong")).toBeInTheDocument();
  expect(screen.getByText("0.03 s")).toBeInTheDocument();
});
