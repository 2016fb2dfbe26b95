// @vitest-environment jsdom
import { fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { show } from "../../testing/shown";
import { Thumbnail } from "../../components/Thumbnail";
import { Enlarger } from "../../components/picture/Enlarger";

const pictureIn = (dialog: HTMLElement) => within(dialog).getByRole("img").getAttribute("src");

it("enlarges a strip by Enter, leads to the next by an arrow and goes back to where it was by Escape", async () => {
  show(
    <Enlarger>
      <Thumbnail src="/first.png?scale=2" name="first" />
      <Thumbnail src="/second.png" name="second" />
    </Enlarger>,
  );
  const first = screen.getByRole("button", { name: "Enlarge the pictures of first" });

  first.focus();
  await userEvent.keyboard("{Enter}");
  const dialog = screen.getByRole("dialog");
  expect(pictureIn(dialog)).toBe("/first.png?scale=4");
  fireEvent.keyDown(document.documentElement, { key: "ArrowRight" });
  expect(pictureIn(dialog)).toBe("/second.png?scale=4");
  expect(within(dialog).getByRole("status")).toHaveTextContent("2 of 2");
  fireEvent.keyDown(document.documentElement, { key: "ArrowRight" });
  expect(pictureIn(dialog)).toBe("/first.png?scale=4");
  await userEvent.keyboard("{Escape}");

  expect(screen.queryByRole("dialog")).toBeNull();
});

it("is no button inside of a link", () => {
  show(
    <Enlarger>
      <Thumbnail src="/first.png" name="first" isPlain />
    </Enlarger>,
  );

  expect(screen.queryByRole("button")).toBeNull();
  expect(screen.getByRole("img")).toBeVisible();
});
