import { Checkbox, Table, useMatches } from "@mantine/core";
import type { KeyboardEvent } from "react";
import type { RunRow as Row } from "../../api/types";
import { MetricName } from "../MetricName";
import { useMetrics } from "../useMetrics";
import { RunRow } from "./RunRow";

type Props = { runs: Row[]; selected?: string[]; onSelect?: (runs: string[]) => void };

/** Runs as rows; with `onSelect` each can be ticked. */
export function RunTable({ runs, selected = [], onSelect }: Props) {
  const [leading] = useMetrics().columns;
  const isNarrow = useMatches({ base: true, sm: false }, { getInitialValueInEffect: false });
  const all = runs.map(({ id }) => id);
  const isAll = all.length > 0 && all.every((id) => selected.includes(id));
  return (
    <Table.ScrollContainer minWidth={isNarrow ? 300 : 860}>
      <Table verticalSpacing="xs" highlightOnHover onKeyDown={onSelect && moveBetweenTicks}>
        <Table.Thead>
          <Table.Tr>
            {onSelect && (
              <Table.Th w={40}>
                <Checkbox aria-label="Select all" checked={isAll} onChange={() => onSelect(isAll ? [] : all)} />
              </Table.Th>
            )}
            <Table.Th {...(!isNarrow && { w: "32%" })}>Run</Table.Th>
            {!isNarrow && (
              <>
                <Table.Th>Data set</Table.Th>
                <Table.Th>State</Table.Th>
                <Table.Th w={180}>Progress, then pictures</Table.Th>
                <Table.Th ta="right">Accuracy</Table.Th>
                <Table.Th ta="right">{leading && <MetricName style={leading} hint="Of the first attack" />}</Table.Th>
                <Table.Th>Submitter</Table.Th>
                <Table.Th>Queued</Table.Th>
              </>
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {runs.map((run) => (
            <RunRow
              key={run.id}
              run={run}
              leading={leading}
              isNarrow={isNarrow}
              isSelected={selected.includes(run.id)}
              onToggle={
                onSelect && (() => onSelect(selected.includes(run.id) ? selected.filter((id) => id !== run.id) : [...selected, run.id]))
              }
            />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** The arrows lead from tick to tick; Space sets it, as everywhere. */
function moveBetweenTicks(event: KeyboardEvent<HTMLTableElement>) {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  const ticks = [...event.currentTarget.querySelectorAll<HTMLInputElement>("input[type=checkbox]")];
  const at = ticks.findIndex((tick) => tick === event.target);
  if (step === 0 || at < 0) return;
  event.preventDefault();
  ticks[at + step]?.focus();
}
