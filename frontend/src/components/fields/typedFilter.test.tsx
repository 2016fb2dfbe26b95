// @vitest-environment jsdom
import { fireEvent, screen } from "@testing-library/react";
import { useState } from "react";
import { expect, it } from "vitest";
import { show } from "../../testing/shown";
import { TypedFilter } from "./TypedFilter";

/** An address that takes over a letter late, while the next ones are typed already. */
function SlowAddress() {
  const [tag, setTag] = useState("");
  return (
    <>
      <TypedFilter label="Tag" value={tag} onChange={(value) => setTimeout(() => setTag(value), 50)} />
      <output>{tag}</output>
      <button onClick={() => setTag("")}>Clear</button>
    </>
  );
}

const type = (text: string) => fireEvent.change(screen.getByLabelText("Tag"), { target: { value: text } });

it("keeps every letter, however late the address follows", async () => {
  show(<SlowAddress />);
  type("de");
  await new Promise((resolve) => setTimeout(resolve, 320)); // "de" is on its way into the address
  type("demo");

  await screen.findByText("demo", undefined, { timeout: 3000 });

  expect(screen.getByLabelText("Tag")).toHaveProperty("value", "demo");
});

it("follows when somebody else changes the filter", async () => {
  show(<SlowAddress />);
  type("demo");
  await screen.findByText("demo", undefined, { timeout: 3000 });

  fireEvent.click(screen.getByText("Clear"));

  expect(screen.getByLabelText("Tag")).toHaveProperty("value", "");
});
