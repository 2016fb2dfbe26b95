import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { MemoryRouter } from "react-router";
import { expect, test } from "vitest";
import { examplePage, writeExample } from "./guide.mjs";

// In JavaScript, because the example is a file that no type knows of; the build checks its types.
test("the page of the guide shows what is damaged, and why", async () => {
  writeExample();
  const { DamagedPage } = await import(/* @vite-ignore */ examplePage);
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const datasets = [
    { id: "hands", state: "usable" },
    { id: "faces", state: "damaged", problem: "train.zip has no end" },
  ];
  client.setQueryData(["get", "/api/v1/datasets", {}], { datasets });

  const page = createElement(MemoryRouter, null, createElement(DamagedPage));
  const shown = renderToString(createElement(MantineProvider, null, createElement(QueryClientProvider, { client }, page)));

  expect(shown).toMatch(/faces(<!-- -->)?: (<!-- -->)?train.zip has no end/);
  expect(shown).not.toContain("hands");
}, 60_000);
