import { Card, SimpleGrid, Text } from "@mantine/core";
import { useMemo } from "react";
import { CurveChart } from "../../components/chart/CurveChart";
import { byUnit, type Series } from "../../components/chart/series";
import { EmptyNote } from "../../components/EmptyNote";
import { isAtRest } from "../../text/states";

export function CurvesTab({ series, state }: { series: Series[]; state: string }) {
  const groups = useMemo(() => [...byUnit(series)], [series]);
  if (groups.length === 0) {
    return (
      <EmptyNote title="No curves yet">
        <Text>{isAtRest(state) ? "This run ended before its first epoch." : "The first point comes with the first epoch."}</Text>
      </EmptyNote>
    );
  }
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      {groups.map(([unit, group]) => <Card key={unit} withBorder padding="sm"><CurveChart unit={unit} group={group} /></Card>)}
    </SimpleGrid>
  );
}
