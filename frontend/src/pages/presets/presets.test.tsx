// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { MemoryRouter, Route, Routes } from "react-router";
import { beforeEach, expect, it, vi } from "vitest";
import { client } from "../../api/client";
import type { Preset, PresetCost, PresetGroup } from "../../api/types";
import { useCatalog } from "../../api/useCatalog";
import { show } from "../../testing/shown";
import { GroupCard } from "./GroupCard";

vi.mock("../../api/client", () => ({ client: { POST: vi.fn() }, api: {} }));
vi.mock("../../api/useCatalog");
vi.mocked(useCatalog).mockReturnValue({ data: undefined } as never);
const post = vi.mocked(client.POST);

const known: PresetCost = { runs: 3, seconds: 307, basis: ["measured on 12 finished runs"], obstacle: null };
const missing: PresetCost = { runs: 84, seconds: null, basis: [], obstacle: "its data set cifar10 is not in the data directory" };

const preset: Preset = {
  id: "demo-noise",
  group: "demo",
  title: "Gaussian noise",
  description: "Normal noise on everything that is sent",
  definition: { dataset: { id: "shapes" }, network: { backbone: "cnn-4" }, defense: [{ part: "gaussian-noise" }] },
  cost: { ...known, runs: 1, seconds: 90 },
};

function card(cost: PresetCost) {
  const group: PresetGroup = { id: "demo", title: "The demo", description: "One attacker", experiments: 1, cost };
  show(
    <MemoryRouter>
      <QueryClientProvider client={new QueryClient()}>
        <Routes>
          <Route path="/" element={<GroupCard group={group} presets={[preset]} />} />
          <Route path="/studies/:id" element={<p>the grid</p>} />
        </Routes>
      </QueryClientProvider>
    </MemoryRouter>,
  );
}

beforeEach(() => post.mockReset());

it("queues a group once as a study and goes to its grid", async () => {
  post.mockResolvedValueOnce({ data: { study: "7", experiments: [] } });
  card(known);
  expect(screen.getByText("about 5 min 7 s")).toBeVisible();

  fireEvent.click(screen.getByRole("button", { name: "Queue the study: The demo" }));

  await waitFor(() => expect(screen.getByText("the grid")).toBeVisible());
  const [[address, { params }]] = post.mock.calls as unknown as [[string, { params: { path: object; header: Record<string, string> } }]];
  expect([address, params.path]).toEqual(["/api/v1/presets/{id}", { id: "demo" }]);
  expect(params.header["Idempotency-Key"]).toMatch(/^[0-9a-f]{32}$/);
});

it("says why a group cannot run here and does not offer it", () => {
  card(missing);

  expect(screen.getByRole("button", { name: "Queue the study: The demo" })).toBeDisabled();
  expect(screen.getByText(/its data set cifar10 is not in the data directory/)).toBeVisible();
});

it("leads from each experiment to the form and to a study around it", () => {
  card(known);

  expect(screen.getByText("Edit and queue")).toHaveAttribute("href", "/submit?preset=demo-noise");
  expect(screen.getByText("Vary")).toHaveAttribute("href", "/vary?preset=demo-noise");
});
