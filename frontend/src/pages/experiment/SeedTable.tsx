import { Anchor, Table } from "@mantine/core";
import { Link } from "react-router";
import type { Experiment } from "../../api/types";
import { MetricName } from "../../components/MetricName";
import { StateBadge } from "../../components/StateBadge";
import { Thumbnail } from "../../components/Thumbnail";
import { useMetrics } from "../../components/useMetrics";
import { thumbnailUrl } from "../../api/links";
import { fixed } from "../../text/format";
import { accuracyStyle } from "../../text/metrics";

/** One row per seed, with what it found alone. */
export function SeedTable({ experiment }: { experiment: Experiment }) {
  const [leading] = useMetrics().columns;
  const slugs = experiment.aggregate.attacks.map(({ slug }) => slug);
  const runs = [...experiment.runs].sort((one, other) => one.seed - other.seed);
  return (
    <Table.ScrollContainer minWidth={330 + slugs.length * 120}>
      <Table aria-label="Seeds" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th ta="right">Seed</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th ta="right">
              <MetricName style={accuracyStyle} />
            </Table.Th>
            {leading &&
              slugs.map((slug) => (
                <Table.Th key={slug} ta="right">
                  <MetricName style={leading} hint={slug} /> {slug}
                </Table.Th>
              ))}
            <Table.Th>Original / rebuilt</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {runs.map((run) => (
            <Table.Tr key={run.id}>
              <Table.Td className="number">
                <Anchor component={Link} to={`/runs/${run.id}`} fw={600} aria-label={`Run with seed ${run.seed}`}>
                  {run.seed}
                </Anchor>
              </Table.Td>
              <Table.Td>
                <StateBadge state={run.state} />
              </Table.Td>
              <Table.Td className="number">{fixed(run.metrics.accuracy, accuracyStyle.digits)}</Table.Td>
              {leading &&
                slugs.map((slug) => (
                  <Table.Td key={slug} className="number">
                    {fixed(run.attacks[slug]?.[leading.name], leading.digits)}
                  </Table.Td>
                ))}
              <Table.Td>
                {run.state === "SUCCEEDED" && <Thumbnail src={thumbnailUrl(run.id)} name={`seed ${run.seed}`} height={48} />}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
