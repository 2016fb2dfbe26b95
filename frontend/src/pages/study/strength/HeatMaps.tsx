import { Group, NativeSelect, SimpleGrid, Text, Title } from "@mantine/core";
import { useMemo } from "react";
import type { Spread, Study, StudyCell } from "../../../api/types";
import { Figure } from "../../../components/chart/figure/Figure";
import { useAxisStyle } from "../../../components/chart/useAxisStyle";
import { accuracyStyle, type MetricStyle } from "../../../text/metrics";
import { errorOf, inOrder, type Strengths } from "./curves";
import { type Heat, heatInWords, heatOf, heatOption, heatTable, slicesOf } from "./heat";

type Props = {
  study: Study;
  along: string;
  across: string;
  strengths: Strengths;
  attack: string;
  metric: MetricStyle;
  search: URLSearchParams;
  onSet: (name: string, value: string) => void;
};

/** Two numeric axes at once, as cut layer and strength: the attacker's error and the accuracy where they meet. */
export function HeatMaps({ study, along, across, strengths, attack, metric, search, onSet }: Props) {
  const slices = slicesOf(study, along, across);
  const asked = search.get("slice") ?? "";
  const slice = slices.includes(asked) ? asked : (slices[0] ?? "");
  const axisOf = (name: string) => ({ name, labels: inOrder(strengths.get(name) ?? new Map<string, number>()) });
  const map = (style: MetricStyle, found: (cell: StudyCell) => Spread | undefined) =>
    heatOf(study, slice, axisOf(along), axisOf(across), style, found);
  return (
    <section aria-labelledby="heat-title">
      <Group mt="md" mb="xs" gap="md" align="flex-end">
        <Title order={3} size="h5" id="heat-title">
          {along} and {across}
        </Title>
        {slices.length > 1 && (
          <NativeSelect
            size="xs"
            label="Of"
            data={slices}
            value={slice}
            onChange={({ currentTarget }) => onSet("slice", currentTarget.value)}
          />
        )}
      </Group>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <HeatMap heat={map(metric, (cell) => errorOf(cell, attack, metric.name))} name={`${study.name}, ${metric.title}, ${slice}`} />
        <HeatMap heat={map(accuracyStyle, ({ metrics }) => metrics.accuracy)} name={`${study.name}, accuracy, ${slice}`} />
      </SimpleGrid>
    </section>
  );
}

const rowPixels = 40;
const framePixels = 104;

function HeatMap({ heat, name }: { heat: Heat; name: string }) {
  const style = useAxisStyle();
  const drawn = JSON.stringify(heatTable(heat));
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the numbers say whether it is another picture
  const option = useMemo(() => heatOption(heat, style), [drawn, style]);
  if (!heatTable(heat).rows.some(([, , mean]) => mean !== null)) return <Text size="sm">Nothing found yet.</Text>;
  return (
    <div>
      <Text size="sm" fw={600}>
        {heat.style.title}
      </Text>
      <Figure
        name={name}
        option={option}
        height={framePixels + heat.rows.length * rowPixels}
        label={heatInWords(heat)}
        table={heatTable(heat)}
        isZoomed={false}
      />
    </div>
  );
}
