import { Anchor, Badge, Checkbox, Group, Stack, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import type { RunRow as Row } from "../../api/types";
import { ago, capitalized, fixed, moment } from "../../text/format";
import { accuracyStyle, type MetricColumn } from "../../text/metrics";
import { RunProgress } from "../RunProgress";
import { StateBadge } from "../StateBadge";
import { Thumbnail } from "../Thumbnail";
import { useNow } from "../useNow";

type Props = {
  run: Row;
  leading: MetricColumn | undefined;
  /** Beside the name there is no room for columns on a small screen. */
  isNarrow: boolean;
  isSelected: boolean;
  onToggle: (() => void) | undefined;
};

export function RunRow({ run, leading, isNarrow, isSelected, onToggle }: Props) {
  const now = useNow();
  const accuracy = fixed(run.accuracy, accuracyStyle.digits);
  const error = leading && fixed(run.attacks[0]?.metrics[leading.name], leading.digits);
  const outcome =
    run.thumbnail === null ? (
      <RunProgress state={run.state} stage={run.stage} fraction={run.progress} name={run.name} />
    ) : (
      <Thumbnail src={run.thumbnail} name={`${run.name}, seed ${run.seed}`} height={48} />
    );
  return (
    <Table.Tr>
      {onToggle && (
        <Table.Td>
          <Checkbox aria-label={`Select ${run.name}`} checked={isSelected} onChange={onToggle} />
        </Table.Td>
      )}
      <Table.Td>
        <Anchor component={Link} to={`/runs/${run.id}`} fw={600}>
          {run.name}
        </Anchor>
        <Text size="xs" c="dimmed">
          {capitalized(run.defense)}
        </Text>
        <Text size="xs" c="dimmed">
          {run.backbone}, cut {run.cutLayer} · seed {run.seed}
        </Text>
        {isNarrow && (
          <Stack mt={4} gap={4} align="flex-start">
            <StateBadge state={run.state} />
            {outcome}
            <Text size="xs">
              {accuracyStyle.title} <b>{accuracy}</b>
              {leading && (
                <>
                  {" "}
                  · {leading.title} <b>{error}</b>
                </>
              )}{" "}
              · {run.dataset} · {ago(run.queuedAt, now)}
            </Text>
          </Stack>
        )}
        {(run.tags.length > 0 || run.pinned || run.archived) && (
          <Group gap={4} mt={2}>
            {run.pinned && (
              <Badge size="xs" variant="light" tt="none">
                pinned
              </Badge>
            )}
            {run.archived && (
              <Badge size="xs" variant="light" color="gray" tt="none">
                archived
              </Badge>
            )}
            {run.tags.map((tag) => (
              <Badge key={tag} size="xs" variant="default" tt="none">
                {tag}
              </Badge>
            ))}
          </Group>
        )}
      </Table.Td>
      {!isNarrow && (
        <>
          <Table.Td style={{ whiteSpace: "nowrap" }}>
            <Anchor component={Link} to={`/boards/${encodeURIComponent(run.dataset)}`} size="sm" c="inherit">
              {run.dataset}
            </Anchor>
          </Table.Td>
          <Table.Td maw={200}>
            <StateBadge state={run.state} />
            {run.state === "FAILED" && (
              <Text size="xs" c="dimmed" lineClamp={2}>
                {run.reason}
              </Text>
            )}
          </Table.Td>
          <Table.Td>{outcome}</Table.Td>
          <Table.Td className="number">{accuracy}</Table.Td>
          <Table.Td className="number">{error}</Table.Td>
          <Table.Td>
            <Text size="sm">{run.submitter === "" ? "–" : run.submitter}</Text>
          </Table.Td>
          <Table.Td style={{ whiteSpace: "nowrap" }}>
            <Text size="sm" title={moment(run.queuedAt)}>
              {ago(run.queuedAt, now)}
            </Text>
          </Table.Td>
        </>
      )}
    </Table.Tr>
  );
}
