import { createBrowserRouter, Navigate } from "react-router";
import { Shell } from "./layout/Shell";
import { BrokenPage } from "./pages/broken/BrokenPage";
import { MissingPage } from "./pages/missing/MissingPage";

/** Every page is loaded when it is first visited; the chart library comes with the pages that draw. */
export const router = createBrowserRouter([
  {
    element: <Shell />,
    errorElement: <BrokenPage />,
    HydrateFallback: () => null,
    children: [
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
    ],
  },
]);
