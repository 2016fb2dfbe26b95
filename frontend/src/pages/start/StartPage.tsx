import { Stack } from "@mantine/core";
import { useSearchParams } from "react-router";
import { api } from "../../api/client";
import type { Queued } from "../../api/types";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";
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
  const boards = api.useQuery("get", "/api/v1/boards", {}, { refetchInterval: 10_000 });
  const show = ({ study, experiments }: Queued) =>
    setSearch({ demo: experiments.flatMap(({ runs }) => runs.map(({ id }) => id)).join(","), study });
  if (demoRuns.length > 0) {
    return <DemoProgress runs={demoRuns} study={search.get("study") ?? ""} />;
  }
  return (
    <Stack gap="xl">
      <Hero board={boards.data?.boards[0]} />
      <StartOffer onQueued={show} />
      <Loaded query={latest} loading={<LoadingRows rows={3} />}>
        {({ runs }) => runs.length > 0 && <LatestRuns runs={runs} />}
      </Loaded>
    </Stack>
  );
}
