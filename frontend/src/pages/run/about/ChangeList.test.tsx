// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { show } from "../../../testing/shown";
import { ChangeList } from "./ChangeList";

const at = (second: number) => `2026-11-28T10:00:0${second}Z`;

test("the history tells who asked, and what nobody asked for", () => {
  show(
    <ChangeList
      changes={[
        { from: null, to: "QUEUED", reason: "waits for a worker", actor: "ada", attempt: 0, at: at(1) },
        { from: "QUEUED", to: "QUEUED", reason: "edited: priority 7", actor: "bob", attempt: 0, at: at(2) },
        { from: "QUEUED", to: "RUNNING", reason: "runs on alpha:1", actor: null, attempt: 1, at: at(3) },
      ]}
    />,
  );

  const [, queued, edited, claimed] = screen.getAllByRole("row");
  expect(within(queued!).getByText("ada")).toBeVisible();
  expect(within(edited!).getByText("edited")).toBeVisible();
  expect(within(edited!).getByText("bob")).toBeVisible();
  expect(within(claimed!).getByText("–")).toBeVisible();
});
