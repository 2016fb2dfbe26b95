// @vitest-environment jsdom
import { fireEvent, screen, within } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { expect, it, vi } from "vitest";
import type { Experiment } from "../../api/types";
import { useCatalog } from "../../api/useCatalog";
import { MoreSeeds } from "../../components/MoreSeeds";
import { show } from "../../testing/shown";
import { FindingsTable } from "./FindingsTable";
import { overlaid } from "../../components/chart/overlay";
import { SeedTable } from "./SeedTable";

vi.mock("../../api/useCatalog");
const mse = {
  id: "mse",
  title: "Mean squared error",
  heading: "MSE",
  unit: "",
  digits: 4,
  formula: "",
  morePrivate: "higher" as const,
  lowest: 0,
  highest: 1,
  constantGuess: "mse.constantGuess",
  worstCase: "worstCase.mse",
  paper: false,
  version: 1,
};
vi.mocked(useCatalog).mockReturnValue({ data: { parts: [], attacks: [], metrics: [mse] } } as never);

// Of 0.8, 0.9 and 1.0: the interval is 4.303 · 0.1 / √3 to both sides.
const three = { mean: 0.9, standardDeviation: 0.1, interval: 0.24843, low: 0.65157, high: 1.14843, n: 3 };
const alone = { mean: 0.0312, standardDeviation: null, interval: null, low: null, high: null, n: 1 };

it("shows mean, deviation, interval and n, and no interval of a single seed", () => {
  show(
    <FindingsTable
      aggregate={{
        metrics: { accuracy: three },
        attacks: [{ attack: "decoder", slug: "decoder-res", knowledge: "train", metrics: { mse: alone } }],
      }}
    />,
  );
  const [, accuracy, attack] = screen.getAllByRole("row");
  expect(accuracy).toHaveTextContent(/0\.900\s*0\.100\s*0\.652 to 1\.148\s*3/);
  expect(attack).toHaveTextContent(/0\.0312\s*–\s*none\s*1/);
});

it("says that nothing was found yet", () => {
  show(<FindingsTable aggregate={{ metrics: {}, attacks: [] }} />);
  expect(screen.getByText("No seed has succeeded yet.")).toBeVisible();
});

it("lists the seeds in order with their own numbers", () => {
  const experiment = {
    aggregate: { metrics: {}, attacks: [{ attack: "decoder", slug: "d", knowledge: "train", metrics: {} }] },
    runs: [
      { id: "two", seed: 2, state: "QUEUED", metrics: {}, attacks: {} },
      { id: "one", seed: 1, state: "SUCCEEDED", metrics: { accuracy: 0.75 }, attacks: { d: { mse: 0.0125 } } },
    ],
  } as unknown as Experiment;
  show(
    <MemoryRouter>
      <SeedTable experiment={experiment} />
    </MemoryRouter>,
  );
  const [, first, second] = screen.getAllByRole("row");
  expect(first).toHaveTextContent(/^1.*succeeded.*0\.750.*0\.0125/i);
  expect(within(second!).getByRole("link")).toHaveAttribute("href", "/runs/two");
});

it("lays the curves of all seeds over each other, by their name", () => {
  const curves = (value: number) => ({ series: [{ name: "train.loss", points: [{ step: 1, value }] }] }) as never;
  const pictures = overlaid([
    { label: "seed 1", curves: curves(0.5) },
    { label: "seed 2", curves: undefined },
    { label: "seed 3", curves: curves(0.25) },
  ]);
  expect(pictures).toEqual([
    {
      name: "train.loss",
      group: [
        { name: "seed 1.loss", points: [[1, 0.5]] },
        { name: "seed 3.loss", points: [[1, 0.25]] },
      ],
    },
  ]);
});

it("offers the next seed, and adds what is typed", () => {
  const onAdd = vi.fn();
  show(<MoreSeeds taken={[1, 7]} isPending={false} onAdd={onAdd} />);
  const field = screen.getByLabelText("Seeds to add");
  expect(field).toHaveValue("8");
  fireEvent.change(field, { target: { value: "10-12" } });
  fireEvent.submit(field);
  expect(onAdd).toHaveBeenCalledWith([10, 11, 12]);
  fireEvent.change(field, { target: { value: "x" } });
  expect(screen.getByRole("button")).toBeDisabled();
});
