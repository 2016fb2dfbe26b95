import { Stack } from "@mantine/core";
import { useSearchParams } from "react-router";
import { api } from "../../api/client";
import { LoadingRows } from "../../components/LoadingRows";
import { ProblemBox } from "../../components/ProblemBox";
import { DemoProgress } from "./DemoProgress";
import { Hero } from "./Hero";
import { LatestRuns } from "./LatestRuns";
import { StartOffer } from "./StartOffer";

const shown = 6;

/** Offers the demo, shows it running, and later what happened last. */
export function StartPage() {
  const [search, setSearch] = useSearchParams();
  const demoRuns = (search.get("demo") ?? "").split(",").filter((id) => id !== "");
  const latest = api.useQuery("get", "/api/v1/runs", { params: { query: { limit: shown } } }, { refetchInterval: 5_000 });
  if (demoRuns.length > 0) {
    return <DemoProgress runs={demoRuns} />;
  }
  return (
    <Stack gap="xl">
      <Hero />
      <StartOffer onQueued={(runs) => setSearch({ demo: runs.join(",") })} />
      {latest.isPending && <LoadingRows rows={3} />}
      {latest.isError && <ProblemBox error={latest.error} onRetry={() => void latest.refetch()} />}
      {latest.data && latest.data.runs.length > 0 && <LatestRuns runs={latest.data.runs} />}
    </Stack>
  );
}
