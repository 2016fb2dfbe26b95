import { Stack } from "@mantine/core";
import { useParams } from "react-router";
import { useRun } from "../../api/useRun";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";
import { PageHead } from "../../components/PageHead";
import { isAtRest } from "../../api/states";
import { LiveCard } from "./live/LiveCard";
import { RunActions } from "./RunActions";
import { RunLead } from "./RunLead";
import { RunTabs } from "./RunTabs";
import { ScoreCards } from "./ScoreCards";
import { StateNote } from "./StateNote";
import { useRenewal } from "../../api/useRenewal";
import { WarningsNote } from "./WarningsNote";

/** Everything about one run. */
export function RunPage() {
  const { id = "latest" } = useParams();
  const answer = useRun(id);
  return (
    <>
      {answer.data === undefined && answer.isError && <PageHead title="Run" />}
      <Loaded query={answer} loading={<LoadingRows rows={6} height={60} />}>
        {(run) => <KnownRun key={run.id} run={run} />}
      </Loaded>
    </>
  );
}

function KnownRun({ run }: { run: NonNullable<ReturnType<typeof useRun>["data"]> }) {
  const isMoving = !isAtRest(run.state);
  useRenewal(run.state);
  return (
    <>
      <PageHead title={run.name} lead={<RunLead run={run} />}>
        <RunActions run={run} />
      </PageHead>
      <Stack>
        <StateNote run={run} />
        <WarningsNote run={run} />
        {isMoving && <LiveCard run={run} />}
        <ScoreCards run={run} />
        <RunTabs run={run} />
      </Stack>
    </>
  );
}
