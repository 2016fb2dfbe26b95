import { Table, Text } from "@mantine/core";
import { api } from "../../api/client";
import type { Experiment, Spread } from "../../api/types";
import { Section } from "./Section";
import { useMetrics } from "../../components/useMetrics";
import { fixed } from "../../text/format";
import { asObject, written } from "../../text/json";
import { accuracyStyle, type MetricColumn } from "../../text/metrics";

const levels = ["black-box", "gray-box", "white-box"] as const;

/** Accuracy, and per threat model what the best of all adequate attacks reached. */
export function TestedThreats({ experiment }: { experiment: Experiment }) {
  const { columns } = useMetrics();
  const accuracy = experiment.aggregate.metrics.accuracy;
  return (
    <Section title="Accuracy and worst case">
      {accuracy && (
        <Text size="sm" mb="xs">
          Accuracy {range(accuracy, accuracyStyle.digits)}.
        </Text>
      )}
      <Table.ScrollContainer minWidth={420}>
        <Table aria-label="Worst case per threat model">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Threat model</Table.Th>
              {columns.map((column) => (
                <Table.Th key={column.name} ta="right" title={column.says}>
                  {column.title}
                </Table.Th>
              ))}
              <Table.Th miw={200}>Attacks</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {levels.map((level) => (
              <Level key={level} level={level} experiment={experiment} columns={columns} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}

type LevelProps = { level: (typeof levels)[number]; experiment: Experiment; columns: MetricColumn[] };

function Level({ level, experiment, columns }: LevelProps) {
  const definition = asObject(experiment.definition);
  const network = asObject(definition.network);
  const query = { attack: "worst-case", threatModel: level, backbone: written(network.backbone), cutLayer: Number(network.cutLayer) };
  const board = api.useQuery("get", "/api/v1/boards/{dataset}", {
    params: { path: { dataset: written(asObject(definition.dataset).id) }, query },
  });
  const row = board.data?.rows.find(({ rowHash }) => rowHash === experiment.rowHash);
  return (
    <Table.Tr>
      <Table.Td>{level}</Table.Td>
      {columns.map(({ name, digits }) => (
        <Table.Td key={name} className="number">
          {row?.metrics[name] ? range(row.metrics[name], digits) : "–"}
        </Table.Td>
      ))}
      <Table.Td>
        {board.isPending ? "…" : row ? row.attacks.join(", ") : "not tested"}
        {row && row.adequacy.verdict !== "adequate" && (
          <Text size="xs" c="dimmed">
            Attacker {row.adequacy.verdict}: {row.adequacy.reasons.join("; ")}. An error measured like this is no privacy.
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

/** Mean with interval and n; without an interval it says so. */
function range({ mean, low, high, n }: Spread, digits: number): string {
  return low === null || high === null
    ? `${fixed(mean, digits)} (n = ${n}, no interval)`
    : `${fixed(mean, digits)} (${fixed(low, digits)} to ${fixed(high, digits)}, n = ${n})`;
}
