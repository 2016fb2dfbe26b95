// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, it } from "vitest";
import { show } from "../../../testing/shown";
import type { Json } from "../../../text/json";
import { EntryList } from "./EntryList";

const catalog = ["noise", "dropout"].map((id) => ({
  id,
  title: id,
  sentence: `What ${id} does`,
  settings: { properties: { rate: { type: "number" } } },
}));

function Kept({ initial }: { initial: Json[] }) {
  const [entries, setEntries] = useState(initial);
  return (
    <EntryList
      entries={entries}
      resolved={[]}
      catalog={catalog}
      path="defense"
      nameField="part"
      addable="a part"
      whenEmpty="No part."
      problems={[]}
      onChange={setEntries}
    />
  );
}

const rates = () => screen.getAllByRole("textbox", { name: "Rate" }).map((field) => (field as HTMLInputElement).value);

it("takes what was typed along when an entry is moved, also past one of its own kind", async () => {
  const user = userEvent.setup();
  show(<Kept initial={[{ part: "noise" }, { part: "noise", rate: 2 }]} />);
  await user.type(screen.getAllByRole("textbox", { name: "Rate" })[0]!, "1e-3");
  await user.click(screen.getAllByRole("button", { name: "Move noise down" })[0]!);
  expect(rates()).toEqual(["2", "1e-3"]);
});

it("leaves the others as they were typed when one is removed, and adds at the end", async () => {
  const user = userEvent.setup();
  show(<Kept initial={[{ part: "noise" }, { part: "dropout" }]} />);
  await user.type(within(screen.getByRole("region", { name: "dropout" })).getByRole("textbox"), "5e-1");
  await user.click(screen.getByRole("button", { name: "Remove noise" }));
  expect(rates()).toEqual(["5e-1"]);
  await user.click(screen.getByRole("combobox", { name: "Add a part" }));
  await user.click(screen.getByRole("option", { name: "noise" }));
  expect(rates()).toEqual(["5e-1", ""]);
});
