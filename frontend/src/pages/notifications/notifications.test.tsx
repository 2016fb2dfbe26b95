// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { show } from "../../testing/shown";
import { DestinationTable } from "./DestinationTable";
import { eventWord } from "./eventWord";
import { NewDestination } from "./NewDestination";

const events = [
  { id: "study-finished", meaning: "a study of yours has no run left" },
  { id: "new-best", meaning: "a defense took the lead of a board" },
];

it("reads events as words", () => {
  expect(eventWord("attacker-inadequate")).toBe("attacker inadequate");
});

it("offers e-mail only where the service sends some", () => {
  show(
    <QueryClientProvider client={new QueryClient()}>
      <NewDestination events={events} mail={false} />
    </QueryClientProvider>,
  );

  expect(screen.queryByRole("option", { name: "E-mail" })).toBeNull();
  expect(screen.getByText(/sends no mails/)).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Add it" })).toBeDisabled();
  expect(screen.getByRole("checkbox", { name: /no run left/ })).toBeChecked();
  expect(screen.getByRole("checkbox", { name: /took the lead/ })).not.toBeChecked();
});

it("names each destination in what its buttons do", () => {
  show(
    <QueryClientProvider client={new QueryClient()}>
      <DestinationTable
        events={events}
        destinations={[
          {
            id: "1",
            kind: "slack",
            name: "our channel",
            target: "https://hooks.slack.com/…9f3a",
            events: ["new-best"],
            createdAt: "2026-11-29T12:00:00Z",
          },
        ]}
      />
    </QueryClientProvider>,
  );

  expect(screen.getByRole("button", { name: "Send a test to our channel" })).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Remove our channel" })).toBeInTheDocument();
  expect(screen.getByText("https://hooks.slack.com/…9f3a")).toBeInTheDocument();
});
