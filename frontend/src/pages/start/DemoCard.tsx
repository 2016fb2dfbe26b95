import { Anchor, Card, Group, Stack, Text } from "@mantine/core";
import { Link } from "react-router";
import { useCurves, useRun } from "../../api/useRun";
import { thumbnailUrl } from "../../api/links";
import { CurveChart } from "../../components/chart/CurveChart";
import { kindsOf, seriesOf } from "../../components/chart/series";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";
import { RunProgress } from "../../components/RunProgress";
import { StateBadge } from "../../components/StateBadge";
import { Thumbnail } from "../../components/Thumbnail";
import { useVocabulary } from "../../components/useVocabulary";
import { defenseInWords } from "../../text/definition";
import { asObject } from "../../text/json";
import { isAtRest } from "../../api/states";
import { useRenewal } from "../../api/useRenewal";
import { ScoreLine } from "./ScoreLine";

const unitsShown = ["accuracy", "loss"];

export function DemoCard({ id }: { id: string }) {
  const vocabulary = useVocabulary();
  const answer = useRun(id);
  const run = answer.data;
  const curves = useCurves(id, run === undefined || !isAtRest(run.state));
  useRenewal(run?.state);
  if (!run)
    return (
      <Loaded query={answer} loading={<LoadingRows rows={4} />}>
        {() => null}
      </Loaded>
    );
  const kinds = kindsOf(seriesOf(curves.data));
  return (
    <Card withBorder component="section" aria-label={run.name}>
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap">
          <Anchor component={Link} to={`/runs/${run.id}`} fw={600} c="inherit" truncate>
            {run.name}
          </Anchor>
          <StateBadge state={run.state} />
        </Group>
        <Text size="xs" c="dimmed">
          {defenseInWords(asObject(run.definition).defense, vocabulary)}
        </Text>
        <RunProgress state={run.state} stage={run.stage} fraction={run.progress} name={run.name} />
        {run.state === "FAILED" && (
          <Text size="sm" c="red">
            {run.reason}
          </Text>
        )}
        {unitsShown.flatMap((unit) => {
          const kind = kinds.find((one) => one.unit === unit);
          return kind ? [<CurveChart key={unit} unit={unit} group={kind.lines} height={110} isSmall />] : [];
        })}
        {run.state === "SUCCEEDED" && <Thumbnail src={thumbnailUrl(run.id)} name={run.name} />}
        {run.state === "SUCCEEDED" && <ScoreLine metrics={run.metrics} attack={run.attacks[0]} />}
      </Stack>
    </Card>
  );
}
