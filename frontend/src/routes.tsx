import { Container } from "@mantine/core";
import { createBrowserRouter, Navigate } from "react-router";
// The service reads the same file: at other addresses it answers 404, with the same page.
import addresses from "../../src/main/resources/pages/addresses.json";
import { Shell } from "./layout/Shell";
import { BrokenPage } from "./pages/broken/BrokenPage";
import { MissingPage } from "./pages/missing/MissingPage";

/** Every page is loaded when it is first visited; the chart library comes with the pages that draw. */
const pages = [
  { path: addresses.start, lazy: async () => ({ Component: (await import("./pages/start/StartPage")).StartPage }) },
  { path: addresses.boards, lazy: async () => ({ Component: (await import("./pages/boards/BoardsPage")).BoardsPage }) },
  { path: addresses.board, lazy: async () => ({ Component: (await import("./pages/board/BoardPage")).BoardPage }) },
  { path: addresses.runs, lazy: async () => ({ Component: (await import("./pages/runs/RunsPage")).RunsPage }) },
  { path: addresses.run, lazy: async () => ({ Component: (await import("./pages/run/RunPage")).RunPage }) },
  { path: addresses.submit, lazy: async () => ({ Component: (await import("./pages/submit/SubmitPage")).SubmitPage }) },
  { path: addresses.studies, lazy: async () => ({ Component: (await import("./pages/studies/StudiesPage")).StudiesPage }) },
  { path: addresses.study, lazy: async () => ({ Component: (await import("./pages/study/StudyPage")).StudyPage }) },
  { path: addresses.tables, lazy: async () => ({ Component: (await import("./pages/tables/TablesPage")).TablesPage }) },
  { path: addresses.table, lazy: async () => ({ Component: (await import("./pages/table/TablePage")).TablePage }) },
  { path: addresses.vary, lazy: async () => ({ Component: (await import("./pages/vary/VaryPage")).VaryPage }) },
  { path: addresses.experiment, lazy: async () => ({ Component: (await import("./pages/experiment/ExperimentPage")).ExperimentPage }) },
  { path: addresses.card, lazy: async () => ({ Component: (await import("./pages/card/CardPage")).CardPage }) },
  { path: addresses.presets, lazy: async () => ({ Component: (await import("./pages/presets/PresetsPage")).PresetsPage }) },
  { path: addresses.compare, lazy: async () => ({ Component: (await import("./pages/compare/ComparePage")).ComparePage }) },
  { path: addresses.workers, lazy: async () => ({ Component: (await import("./pages/workers/WorkersPage")).WorkersPage }) },
  { path: addresses.cluster, lazy: async () => ({ Component: (await import("./pages/cluster/ClusterPage")).ClusterPage }) },
  { path: addresses.disk, lazy: async () => ({ Component: (await import("./pages/disk/DiskPage")).DiskPage }) },
  { path: addresses.login, lazy: async () => ({ Component: (await import("./pages/login/LoginPage")).LoginPage }) },
  { path: addresses.account, lazy: async () => ({ Component: (await import("./pages/account/AccountPage")).AccountPage }) },
  {
    path: addresses.notifications,
    lazy: async () => ({ Component: (await import("./pages/notifications/NotificationsPage")).NotificationsPage }),
  },
  { path: addresses.people, lazy: async () => ({ Component: (await import("./pages/people/PeoplePage")).PeoplePage }) },
  { path: addresses.projects, lazy: async () => ({ Component: (await import("./pages/projects/ProjectsPage")).ProjectsPage }) },
  { path: addresses.quotas, lazy: async () => ({ Component: (await import("./pages/quotas/QuotasPage")).QuotasPage }) },
  { path: addresses.audit, lazy: async () => ({ Component: (await import("./pages/audit/AuditPage")).AuditPage }) },
  { path: addresses.formerBoard, element: <Navigate to={addresses.boards} replace /> },
  { path: "*", element: <MissingPage /> },
];

/** A page that breaks or does not arrive is replaced inside the frame; only a broken frame takes the menu along. */
export const router = createBrowserRouter([
  {
    element: <Shell />,
    errorElement: (
      <Container size="sm" py="xl">
        <BrokenPage />
      </Container>
    ),
    HydrateFallback: () => null,
    children: [{ errorElement: <BrokenPage />, children: pages }],
  },
]);
