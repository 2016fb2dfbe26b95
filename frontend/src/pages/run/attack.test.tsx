// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { useCatalog } from "../../api/useCatalog";
import type { RunAttack } from "../../api/types";
import { ScoresText } from "../../components/ScoresText";
import { show } from "../../testing/shown";
import { AttackTable } from "./AttackTable";

vi.mock("../../api/useCatalog");

const known = (id: string, heading: string, unit: string, digits: number) => ({
  id,
  title: heading,
  heading,
  unit,
  digits,
  morePrivate: "lower",
  lowest: 0,
  highest: 1,
  constantGuess: `${id}.constantGuess`,
  worstCase: `worstCase.${id}`,
  paper: false,
});
const metrics = [known("psnr", "PSNR", "dB", 2), known("added-tomorrow", "New", "", 5)];
vi.mocked(useCatalog).mockReturnValue({ data: { parts: [], attacks: [], metrics } } as never);

const attack: RunAttack = {
  attack: "decoder",
  slug: "decoder-a",
  knowledge: "train",
  evaluated: 200,
  settings: {},
  adequacy: { verdict: "adequate", reasons: [], notes: ["fixed schedule of 6 epochs"] },
  metrics: { psnr: 15, "psnr.constantGuess": 12.345, "stored-long-ago": 0.25 },
};

it("shows a run that was scored before a metric was there, and what only such a run knows", () => {
  show(<AttackTable attacks={[attack, { ...attack, slug: "decoder-b" }]} worst={{ "worstCase.psnr": 16, "worstCase.images": 200 }} />);
  const [, first, , worst] = within(screen.getByRole("table", { name: "Attacks" }))
    .getAllByRole("row")
    .filter((row) => !row.closest("details"));
  const numbers = (row: HTMLElement) => [...row.querySelectorAll(":scope > .number")].map(({ textContent }) => textContent);
  expect(numbers(first!)).toEqual(["15.00", "–"]);
  expect(numbers(worst!)).toEqual(["16.00", "–"]);
  expect(within(first!).getByText("2 more measures")).toBeVisible();
  expect(within(first!).getByRole("row", { hidden: true, name: "psnr.constantGuess 12.35" })).toBeInTheDocument();
  expect(within(first!).getByRole("row", { hidden: true, name: "stored-long-ago 0.2500" })).toBeInTheDocument();
});

it("writes the scores of a picture with their units, as far as it has them", () => {
  show(<ScoresText scores={{ psnr: 15.061 }} />);
  expect(screen.getByText("PSNR 15.06 dB")).toBeVisible();
});

it("says of an inadequate attacker why, of a fixed schedule that it is one, and of an earlier run that nobody judged", () => {
  const reasons = ["its mse of 0.0306 is 120.1 % above the 0.0139 of the linear attacker; 2 % are allowed"];
  const weak: RunAttack = { ...attack, slug: "weak", adequacy: { verdict: "inadequate", reasons, notes: [] } };
  const early: RunAttack = { ...attack, slug: "early", adequacy: { verdict: "not-judged", reasons: [], notes: [] } };
  show(<AttackTable attacks={[attack, weak, early]} worst={{}} />);
  expect(screen.getByText("fixed schedule of 6 epochs")).toBeVisible();
  expect(screen.getAllByText("attacker inadequate")).toHaveLength(1);
  expect(screen.getByText(reasons[0]!)).toBeVisible();
  expect(screen.getByText("not judged")).toBeVisible();
});
