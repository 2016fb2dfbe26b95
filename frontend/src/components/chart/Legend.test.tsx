// @vitest-environment jsdom
import { fireEvent, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { show } from "../../testing/shown";
import { lightColors, lineOf } from "./colors";
import { Legend } from "./Legend";

it("names every line, says which are hidden, and a press asks for the other", () => {
  const toggled = vi.fn();
  const names = [
    { name: "mean", place: 0 },
    { name: "class 7", place: 8 },
  ];
  show(<Legend names={names} hidden={["class 7"]} palette={lightColors} onToggle={toggled} />);

  expect(screen.getByRole("button", { name: "mean" })).toHaveAttribute("aria-pressed", "true");
  expect(screen.getByRole("button", { name: "class 7" })).toHaveAttribute("aria-pressed", "false");
  fireEvent.click(screen.getByRole("button", { name: "class 7" }));
  expect(toggled.mock.calls).toEqual([["class 7"]]);
});

it("gives the eighth line the color of the first and neither its pattern nor its symbol", () => {
  expect(lineOf(0, lightColors)).toEqual({ color: "#0072b2", symbol: "circle", type: "solid" });
  expect(lineOf(7, lightColors)).toEqual({ color: "#0072b2", symbol: "rect", type: "dashed" });
});
