// @vitest-environment jsdom
import { act, fireEvent, renderHook, screen, waitFor, within } from "@testing-library/react";
import { MemoryRouter, useLocation } from "react-router";
import { expect, it, vi } from "vitest";
import type { ComparedImage, ComparedRun } from "../../api/types";
import { useCatalog } from "../../api/useCatalog";
import { show } from "../../testing/shown";
import { bestOf } from "./best";
import { DifferenceTable } from "./DifferenceTable";
import { askedIn, asking, seedsInWords } from "./sides";
import { slugsOf } from "./slugs";
import { ImageViewer } from "./viewer/ImageViewer";
import { lookIn, panned, withLook, zoomed } from "./viewer/look";
import { type Change, useLook } from "./viewer/useLook";

vi.mock("../../api/useCatalog");
vi.mocked(useCatalog).mockReturnValue({ data: undefined } as never);

const alone = (mean: number) => ({ mean, low: null, high: null });
const around = (mean: number, half: number) => ({ mean, low: mean - half, high: mean + half });

it("marks the higher accuracy and the lower similarity as best, all equal ones together, and nothing where no way is the good one", () => {
  expect([
    bestOf({ better: "higher" }, [alone(0.9), alone(0.8), alone(0.9)]),
    bestOf({ better: "lower" }, [alone(0.5), null, alone(0.4)]),
    bestOf({ better: "higher" }, [alone(0.1), null]),
    bestOf({ better: "higher" }, [alone(1), alone(1)]),
    bestOf({ better: undefined }, [alone(1), alone(2)]),
  ]).toEqual([[0, 2], [2], [], [], []]);
});

it("shares the star with what cannot be told from the best", () => {
  expect(bestOf({ better: "higher" }, [around(0.9, 0.1), around(0.75, 0.1), around(0.5, 0.1)])).toEqual([0, 1]);
  expect(bestOf({ better: "higher" }, [around(0.9, 0.1), around(0.75, 0.1)])).toEqual([]);
});

it("reads experiments and runs from the address, and leaves everything else in it alone", () => {
  const search = new URLSearchParams("experiments=a,b&runs=c&zoom=4");
  expect(askedIn(search)).toEqual({ experiments: ["a", "b"], runs: ["c"] });
  expect(asking(search, { experiments: [], runs: ["c", "d"] }).toString()).toBe("runs=c%2Cd&zoom=4");
});

it("says which seeds stand behind a side", () => {
  const seeds = [1, 2].map((seed) => ({ run: `r${seed}`, seed, state: "SUCCEEDED" as const }));
  expect(seedsInWords({ whole: true, seed: 2, seeds })).toBe("seeds 1, 2");
  expect(seedsInWords({ whole: false, seed: 2, seeds: seeds.slice(1) })).toBe("seed 2");
});

it("keeps the look in the address, so that a link opens the same view", () => {
  const search = withLook(new URLSearchParams("runs=a,b"), { image: 1801, view: "slider", at: 25, zoom: 4, x: 0.123456 });
  expect(search.toString()).toBe("runs=a%2Cb&image=1801&view=slider&at=25&zoom=4&x=0.12346");
  expect(lookIn(search)).toEqual({ image: 1801, attack: "", curves: "", view: "slider", at: 25, zoom: 4, x: 0.12346, y: 0.5 });
  expect(withLook(search, { image: undefined, view: "side", at: 50, zoom: 1, x: 0.5 }).toString()).toBe("runs=a%2Cb");
});

it("writes the same look as the same address, whatever was changed first", () => {
  const zoomed = withLook(new URLSearchParams("runs=a,b"), { image: 3, zoom: 4 });
  expect(withLook(zoomed, { view: "slider" }).toString()).toBe("runs=a%2Cb&image=3&view=slider&zoom=4");
});

it("shows as usual what an address says wrongly", () => {
  expect(lookIn(new URLSearchParams("image=x&view=upside&at=700&zoom=3&y=-1"))).toEqual({
    image: undefined,
    attack: "",
    curves: "",
    view: "side",
    at: 100,
    zoom: 1,
    x: 0.5,
    y: 0,
  });
});

it("zooms in steps and moves within the edges", () => {
  expect([zoomed(1, 1), zoomed(16, 1), zoomed(1, -1)]).toEqual([2, 16, 1]);
  expect(panned({ x: 0.5, y: 0.5, zoom: 3 }, 0.5, -4)).toEqual({ x: 0.75, y: 0 });
  expect(panned({ x: 0.5, y: 0.5, zoom: 4 }, 0.25, 0).x).toBe(0.58333);
  expect(panned({ x: 0.5, y: 0.5, zoom: 1 }, 0.5, 0)).toEqual({ x: 0.5, y: 0.5 });
});

const run = (id: string) =>
  ({ id, name: `run ${id}`, seed: 1, whole: false, attacks: [], seeds: [], spreads: {} }) as unknown as ComparedRun;

const image = (index: number): ComparedImage => ({
  index,
  label: 0,
  className: "disc",
  original: `/o/${index}.png`,
  rebuilt: ["a", "b"].map((id) => ({ run: id, slug: "linear", image: `/${id}/${index}.png`, scores: {} }) as never),
});

it("says differences in words, one column per side", () => {
  const differences = [{ path: "defense[cem].weight", setting: "Defense, CEM: weight", values: ["4", null], words: ["4", "not there"] }];
  show(<DifferenceTable runs={[run("a"), run("b")]} differences={differences as never} />);
  const [head, row] = screen.getAllByRole("row");
  expect(head).toHaveTextContent("SettingArun aBrun b");
  expect(within(row!).getByRole("rowheader")).toHaveAttribute("title", "defense[cem].weight");
  expect(row).toHaveTextContent("Defense, CEM: weight4not there");
});

it("moves all sides together by keys: image, view, zoom, part", () => {
  const onChange = vi.fn();
  const look = { ...lookIn(new URLSearchParams("view=slider&zoom=2")), image: 7 };
  show(
    <ImageViewer
      runs={[run("a"), run("b")]}
      images={[image(7), image(9)]}
      position={0}
      slugs={["linear"]}
      slug="linear"
      look={look}
      onChange={onChange}
    />,
  );
  const dialog = screen.getByRole("dialog", { name: "Image 7: disc" });
  // the original alone, and under the slider both of each side
  expect(
    within(dialog)
      .getAllByRole("img")
      .map((one) => one.getAttribute("src")),
  ).toEqual(["/o/7.png", "/a/7.png", "/o/7.png", "/b/7.png", "/o/7.png"]);
  const press = (key: string, shiftKey = false) =>
    fireEvent.keyDown(document.documentElement, { key, shiftKey, code: key.length === 1 ? `Key${key.toUpperCase()}` : key });
  press("ArrowLeft");
  press("d");
  press("i");
  press("ArrowRight", true);
  const changes = onChange.mock.calls.map(([change]) => (change as Change)(look));
  expect(changes).toEqual([{ image: 9 }, { view: "difference" }, { zoom: 4 }, { x: 0.75, y: 0.5 }]);
});

it("adds up changes that come faster than the page is drawn", async () => {
  const { result } = renderHook(() => [useLook(), useLocation().search] as const, {
    wrapper: ({ children }) => <MemoryRouter initialEntries={["/compare?runs=a,b"]}>{children}</MemoryRouter>,
  });
  act(() => {
    const [[, change]] = result.current;
    change(({ zoom }) => ({ zoom: zoomed(zoom, 1) }));
    change(({ zoom }) => ({ zoom: zoomed(zoom, 1) }));
    change(() => ({ view: "slider" }));
  });
  expect(result.current[0][0]).toMatchObject({ zoom: 4, view: "slider" });
  await waitFor(() => expect(result.current[1]).toBe("?runs=a%2Cb&view=slider&zoom=4"));
  act(() => result.current[0][1](({ at }) => ({ at: at + 5 })));
  expect(result.current[0][0]).toMatchObject({ zoom: 4, view: "slider", at: 55 });
});

it("puts the attack that most runs share first", () => {
  const attack = (slug: string) => ({ slug }) as never;
  expect(slugsOf([{ attacks: [attack("a")] }, { attacks: [attack("b"), attack("c")] }, { attacks: [attack("c")] }])).toEqual([
    "c",
    "a",
    "b",
  ]);
});
