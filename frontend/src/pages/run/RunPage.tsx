import { Stack } from "@mantine/core";
import { useParams } from "react-router";
import { useRun } from "../../api/useRun";
import { LoadingRows } from "../../components/LoadingRows";
import { PageHead } from "../../components/PageHead";
import { ProblemBox } from "../../components/ProblemBox";
import { RunProgress } from "../../components/RunProgress";
import { isAtRest } from "../../text/states";
import { useRenewal } from "./live/useRenewal";
import { useTold } from "./live/useTold";
import { RunActions } from "./RunActions";
import { RunLead } from "./RunLead";
import { RunTabs } from "./RunTabs";
import { ScoreCards } from "./ScoreCards";
import { StateNote } from "./StateNote";
import { WarningsNote } from "./WarningsNote";

/** Everything about one run. */
export function RunPage() {
  const { id = "latest" } = useParams();
  const { data: run, isError, error, refetch } = useRun(id);
  if (isError) return <><PageHead title="Run" /><ProblemBox error={error} onRetry={() => void refetch()} /></>;
  if (!run) return <LoadingRows rows={6} height={60} />;
  return <KnownRun key={run.id} run={run} />;
}

function KnownRun({ run }: { run: NonNullable<ReturnType<typeof useRun>["data"]> }) {
  const isMoving = !isAtRest(run.state);
  useRenewal(run.state);
  const told = useTold(run.id, isMoving);
  return (
    <>
      <PageHead title={run.name} lead={<RunLead run={run} />}><RunActions run={run} /></PageHead>
      <Stack>
        <StateNote run={run} />
        <WarningsNote run={run} />
        {isMoving && <RunProgress state={run.state} stage={told.stage || run.stage} fraction={told.fraction ?? run.progress} name={run.name} />}
        <ScoreCards run={run} />
        <RunTabs run={run} told={told} />
      </Stack>
    </>
  );
}
