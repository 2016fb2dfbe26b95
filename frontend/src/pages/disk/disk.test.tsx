// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { show } from "../../testing/shown";
import { PartTable } from "./PartTable";
import { RuleCards } from "./RuleCards";

it("sums up what lies on the disk", () => {
  show(
    <PartTable
      parts={[
        { id: "pictures", what: "Pictures", bytes: 3 * 1024 * 1024, limit: null },
        { id: "trainedNetworks", what: "Networks", bytes: 1024 * 1024, limit: 10 * 1024 ** 3 },
      ]}
    />,
  );

  const row = screen.getByRole("row", { name: /Networks/ });
  expect(within(row).getByText("1.00 MB")).toBeInTheDocument();
  expect(within(row).getByText("10.0 GB")).toBeInTheDocument();
  expect(within(screen.getByRole("row", { name: /All of it/ })).getByText("4.00 MB")).toBeInTheDocument();
});

it("leaves what is unknown out of the sum and says so", () => {
  show(
    <PartTable
      parts={[
        { id: "pictures", what: "Pictures", bytes: 1024 * 1024, limit: null },
        { id: "published", what: "Published", bytes: null, limit: null },
      ]}
    />,
  );

  expect(within(screen.getByRole("row", { name: /Published/ })).getByText("unknown")).toBeInTheDocument();
  expect(within(screen.getByRole("row", { name: /All that is known/ })).getByText("1.00 MB")).toBeInTheDocument();
});

it("says what a rule would do, and that it is off", () => {
  const rule = { states: ["FAILED", "CANCELLED"], afterSeconds: 90 * 86_400, runs: 12, kept: 1, bytes: 2048 };
  show(
    <RuleCards
      rules={[
        { ...rule, action: "archive", on: false },
        { ...rule, action: "delete", on: true },
      ]}
    />,
  );

  expect(within(screen.getByRole("region", { name: "Archive old runs" })).getByText(/Off/)).toBeInTheDocument();
  expect(
    screen.getByText(
      "Runs that failed or were cancelled more than 90 days ago, unless they are pinned. 12 runs due now: 2.00 KB; 1 more is kept.",
    ),
  ).toBeInTheDocument();
});
