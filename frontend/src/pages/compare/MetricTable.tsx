import { Anchor, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import type { ComparedRun } from "../../api/types";
import { AdequacyNote } from "../../components/AdequacyNote";
import { StateBadge } from "../../components/StateBadge";
import { useVocabulary } from "../../components/useVocabulary";
import { defenseInWords } from "../../text/definition";
import { asObject } from "../../text/json";
import { fixed } from "../../text/format";
import { MetricName } from "../../components/MetricName";
import { useMetrics } from "../../components/useMetrics";
import { accuracyStyle } from "../../text/metrics";
import { bestOf } from "./best";

/** The error of an inadequate attack is small praise for a defense: it never carries the star. */
const isWeak = (attack: ComparedRun["attacks"][number] | undefined) => attack?.adequacy.verdict === "inadequate";

/** The numbers side by side; the best of each row carries a star and bold letters. */
export function MetricTable({ runs, slug }: { runs: ComparedRun[]; slug: string }) {
  const vocabulary = useVocabulary();
  const { columns } = useMetrics();
  const attacked = runs.map(({ attacks }) => attacks.find((attack) => attack.slug === slug));
  const rows = [
    { style: accuracyStyle, values: runs.map(({ metrics }) => metrics.accuracy), ofAttack: false },
    ...columns.map((style) => ({ style, values: attacked.map((attack) => attack?.metrics[style.name]), ofAttack: true })),
  ];
  return (
    <Table.ScrollContainer minWidth={220 + runs.length * 160}>
      <Table aria-label="Metrics" layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={130}>Metric</Table.Th>
            {runs.map((run, position) => (
              <Table.Th key={run.id} ta="right" style={{ verticalAlign: "top" }}>
                <Anchor component={Link} to={`/runs/${run.id}`} size="sm">
                  {run.name}
                </Anchor>
                <Text size="xs" c="dimmed">
                  {defenseInWords(asObject(run.definition).defense, vocabulary)}, seed {run.seed}
                </Text>
                {run.state !== "SUCCEEDED" && <StateBadge state={run.state} />}
                {attacked[position] && <AdequacyNote adequacy={attacked[position].adequacy} />}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ style, values, ofAttack }) => {
            const best = bestOf(
              style,
              values.map((value, position) => (ofAttack && isWeak(attacked[position]) ? undefined : value)),
            );
            return (
              <Table.Tr key={style.name}>
                <Table.Th>
                  <MetricName style={style} />
                </Table.Th>
                {values.map((value, position) => (
                  <Table.Td key={runs[position]?.id} className="number" fw={best.includes(position) ? 700 : undefined}>
                    {best.includes(position) && (
                      <span title="best" aria-label="best">
                        ★{" "}
                      </span>
                    )}
                    {fixed(value, style.digits)}
                  </Table.Td>
                ))}
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
