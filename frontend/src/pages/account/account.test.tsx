// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { show } from "../../testing/shown";
import { PeopleTable } from "../people/PeopleTable";
import { scopesOf } from "./scopesOf";

it("offers no scope beyond the role", () => {
  expect(scopesOf("viewer")).toEqual(["viewer"]);
  expect(scopesOf("submitter")).toEqual(["viewer", "submitter"]);
  expect(scopesOf("admin")).toEqual(["viewer", "submitter", "admin"]);
});

it("says who is locked, and offers to unlock", () => {
  const ada = {
    name: "ada",
    displayName: "Ada L.",
    role: "admin",
    origin: "local",
    disabled: false,
    createdAt: "2026-11-29T12:00:00Z",
  } as const;
  show(
    <QueryClientProvider client={new QueryClient()}>
      <PeopleTable accounts={[ada, { ...ada, name: "bob", role: "viewer", disabled: true }]} />
    </QueryClientProvider>,
  );

  const bob = screen.getByRole("row", { name: /bob/ });
  expect(within(bob).getByText(/locked/)).toBeInTheDocument();
  expect(within(bob).getByRole("button", { name: "Unlock bob" })).toBeInTheDocument();
  expect(screen.getByRole("combobox", { name: "Role of ada" })).toHaveValue("admin");
});
