import { Anchor, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import type { ComparedRun } from "../../api/types";
import { AdequacyNote } from "../../components/AdequacyNote";
import { CellText } from "../../components/CellText";
import { MetricName } from "../../components/MetricName";
import { StateBadge } from "../../components/StateBadge";
import { useMetrics } from "../../components/useMetrics";
import { useVocabulary } from "../../components/useVocabulary";
import { defenseInWords } from "../../text/definition";
import { asObject } from "../../text/json";
import { accuracyStyle } from "../../text/metrics";
import { bestOf } from "./best";
import { letterOf } from "../../text/letters";
import { seedsInWords } from "./sides";

/** The error of an inadequate attack is small praise for a defense: it never carries the star. */
const isWeak = (attack: ComparedRun["attacks"][number] | undefined) => attack?.adequacy.verdict === "inadequate";

/** The numbers side by side, with the intervals over the seeds; the best of each row, and what cannot be told from it, carries a star. */
export function MetricTable({ runs, slug }: { runs: ComparedRun[]; slug: string }) {
  const vocabulary = useVocabulary();
  const { columns } = useMetrics();
  const attacked = runs.map(({ attacks }) => attacks.find((attack) => attack.slug === slug));
  const rows = [
    { style: accuracyStyle, spreads: runs.map(({ spreads }) => spreads.accuracy), ofAttack: false },
    ...columns.map((style) => ({ style, spreads: attacked.map((attack) => attack?.spreads[style.name]), ofAttack: true })),
  ];
  return (
    <div>
      <Table.ScrollContainer minWidth={130 + runs.length * 160}>
        <Table aria-label="Metrics" layout="fixed">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={130}>Metric</Table.Th>
              {runs.map((run, position) => (
                <Table.Th key={letterOf(position)} ta="right" style={{ verticalAlign: "top" }}>
                  {letterOf(position)}:{" "}
                  <Anchor component={Link} to={run.whole ? `/experiments/${run.experiment}` : `/runs/${run.id}`} size="sm">
                    {run.name}
                  </Anchor>
                  <Text size="xs" c="dimmed">
                    {defenseInWords(asObject(run.definition).defense, vocabulary)}, {seedsInWords(run)}
                  </Text>
                  {run.state !== "SUCCEEDED" && <StateBadge state={run.state} />}
                  {attacked[position] && <AdequacyNote adequacy={attacked[position].adequacy} />}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ style, spreads, ofAttack }) => {
              const best = bestOf(
                style,
                spreads.map((spread, position) => (ofAttack && isWeak(attacked[position]) ? undefined : spread)),
              );
              return (
                <Table.Tr key={style.name}>
                  <Table.Th scope="row">
                    <MetricName style={style} />
                  </Table.Th>
                  {spreads.map((spread, position) => (
                    <Table.Td key={letterOf(position)} className="number" fw={best.includes(position) ? 700 : undefined}>
                      {best.includes(position) && (
                        <span title="best, or not told from the best" aria-label="best">
                          ★{" "}
                        </span>
                      )}
                      <CellText style={style} mean={spread?.mean} interval={spread?.interval} />
                    </Table.Td>
                  ))}
                </Table.Tr>
              );
            })}
            <Table.Tr>
              <Table.Th scope="row">n</Table.Th>
              {runs.map(({ spreads }, position) => (
                <Table.Td key={letterOf(position)} className="number">
                  {spreads.accuracy?.n ?? 0}
                </Table.Td>
              ))}
            </Table.Tr>
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Text size="xs" c="dimmed">
        Mean ± half of the 95 % interval over n seeds; a single seed has no interval. ★: the best, and everything whose interval overlaps
        that of the best.
      </Text>
    </div>
  );
}
