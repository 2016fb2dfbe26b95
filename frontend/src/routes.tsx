import { Container } from "@mantine/core";
import { createBrowserRouter, Navigate } from "react-router";
import { Shell } from "./layout/Shell";
import { BrokenPage } from "./pages/broken/BrokenPage";
import { MissingPage } from "./pages/missing/MissingPage";

/** Every page is loaded when it is first visited; the chart library comes with the pages that draw. */
const pages = [
  { index: true, lazy: async () => ({ Component: (await import("./pages/start/StartPage")).StartPage }) },
  { path: "boards", lazy: async () => ({ Component: (await import("./pages/boards/BoardsPage")).BoardsPage }) },
  { path: "boards/:dataset", lazy: async () => ({ Component: (await import("./pages/board/BoardPage")).BoardPage }) },
  { path: "runs", lazy: async () => ({ Component: (await import("./pages/runs/RunsPage")).RunsPage }) },
  { path: "runs/:id", lazy: async () => ({ Component: (await import("./pages/run/RunPage")).RunPage }) },
  { path: "submit", lazy: async () => ({ Component: (await import("./pages/submit/SubmitPage")).SubmitPage }) },
  { path: "compare", lazy: async () => ({ Component: (await import("./pages/compare/ComparePage")).ComparePage }) },
  { path: "workers", lazy: async () => ({ Component: (await import("./pages/workers/WorkersPage")).WorkersPage }) },
  { path: "board", element: <Navigate to="/boards" replace /> },
  { path: "*", element: <MissingPage /> },
];

/** A page that breaks or does not arrive is replaced inside the frame; only a broken frame takes the menu along. */
export const router = createBrowserRouter([
  {
    element: <Shell />,
    errorElement: <Container size="sm" py="xl"><BrokenPage /></Container>,
    HydrateFallback: () => null,
    children: [{ errorElement: <BrokenPage />, children: pages }],
  },
]);
