import { Anchor, Checkbox, Group, Progress, Stack, Table, Text, VisuallyHidden } from "@mantine/core";
import { Link } from "react-router";
import type { Study, StudyCell } from "../../api/types";
import { CellText } from "../../components/CellText";
import { ProgressBadge } from "../../components/ProgressBadge";
import { useMetrics } from "../../components/useMetrics";
import { duration } from "../../text/format";
import { accuracyStyle } from "../../text/metrics";
import { countsInWords, progressStyle } from "../../text/study";
import { gridOf } from "./grid";

type Props = { study: Study; across: string; attack: string; selected: string[]; onToggle: (experiment: string) => void };

/** The grid: one box per experiment, with how far it is and what it found. */
export function GridTable({ study, across, attack, selected, onToggle }: Props) {
  const grid = gridOf(study, across);
  const rowAxes = study.axes.map(({ name }) => name).filter((name) => name !== grid.across);
  return (
    <Table.ScrollContainer minWidth={150 + grid.columns.length * 150}>
      <Table withColumnBorders aria-label="Cells of the study">
        <Table.Thead>
          <Table.Tr>
            <Table.Th miw={130}>{rowAxes.join(" · ") || "Experiment"}</Table.Th>
            {grid.columns.map((column) => (
              <Table.Th key={column} w={`${100 / grid.columns.length}%`}>
                {grid.across === "" ? "Found" : `${grid.across} ${column}`}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {grid.rows.map((row) => (
            <Table.Tr key={row}>
              <Table.Th scope="row">{row || "The only cell"}</Table.Th>
              {grid.columns.map((column) => (
                <Table.Td key={column} miw={150}>
                  <CellBox cell={grid.at(row, column)} attack={attack} selected={selected} onToggle={onToggle} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

type BoxProps = Omit<Props, "study" | "across"> & { cell: StudyCell | undefined };

function CellBox({ cell, attack, selected, onToggle }: BoxProps) {
  const { styleOf } = useMetrics();
  if (cell === undefined) return <Text c="dimmed">–</Text>;
  const { progress, metrics } = cell;
  const name = Object.entries(cell.labels)
    .map(([axis, label]) => `${axis} ${label}`)
    .join(", ");
  const found = cell.attacks.find(({ slug }) => slug === attack)?.metrics ?? {};
  const n = metrics.accuracy?.n ?? 0;
  return (
    <Stack gap={2}>
      <Group gap="xs" wrap="nowrap">
        <Checkbox
          size="xs"
          aria-label={`Select ${name || "the cell"}`}
          checked={selected.includes(cell.experiment)}
          onChange={() => onToggle(cell.experiment)}
        />
        <Anchor component={Link} to={`/experiments/${cell.experiment}`} size="sm">
          <ProgressBadge state={progress.state} />
          <VisuallyHidden>, experiment {name}</VisuallyHidden>
        </Anchor>
      </Group>
      {progress.state !== "DONE" && (
        <>
          <Progress
            value={progress.progress * 100}
            size="xs"
            color={progressStyle(progress.state).color}
            aria-label={`Progress of ${name || "the cell"}`}
          />
          <Text size="xs" c="dimmed">
            {countsInWords(progress.counts)}
            {progress.secondsLeft > 0 ? `, ${duration(progress.secondsLeft)} left` : ""}
          </Text>
        </>
      )}
      {metrics.accuracy && (
        <Text size="xs">
          acc <CellText style={accuracyStyle} mean={metrics.accuracy.mean} interval={metrics.accuracy.interval} />
        </Text>
      )}
      {found.mse && (
        <Text size="xs">
          MSE <CellText style={styleOf("mse")} mean={found.mse.mean} interval={found.mse.interval} />
        </Text>
      )}
      {n > 0 && (
        <Text size="xs" c="dimmed">
          n = {n}
        </Text>
      )}
    </Stack>
  );
}
