import { Card, SimpleGrid, Text } from "@mantine/core";
import { useMemo } from "react";
import { CurveChart } from "../../components/chart/CurveChart";
import { useCurves } from "../../api/useRun";
import { byUnit, seriesOf } from "../../components/chart/series";
import { EmptyNote } from "../../components/EmptyNote";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";

export function CurvesTab({ run, isMoving }: { run: string; isMoving: boolean }) {
  const answer = useCurves(run, isMoving);
  const groups = useMemo(() => [...byUnit(seriesOf(answer.data))], [answer.data]);
  if (!answer.data)
    return (
      <Loaded query={answer} loading={<LoadingRows rows={2} height={120} />}>
        {() => null}
      </Loaded>
    );
  if (groups.length === 0) {
    return (
      <EmptyNote title="No curves yet">
        <Text>{isMoving ? "The first point comes with the first epoch." : "This run ended before its first epoch."}</Text>
      </EmptyNote>
    );
  }
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      {groups.map(([unit, group]) => (
        <Card key={unit} withBorder padding="sm">
          <CurveChart unit={unit} group={group} />
        </Card>
      ))}
    </SimpleGrid>
  );
}
