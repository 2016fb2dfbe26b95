import { Anchor, Badge, Group, Text } from "@mantine/core";
import { Link } from "react-router";
import type { Run } from "../../api/types";
import { StateBadge } from "../../components/StateBadge";
import { useVocabulary } from "../../components/useVocabulary";
import { defenseInWords } from "../../text/definition";
import { asObject, written } from "../../text/json";

/** The run in one line: state, defense, where it was measured. */
export function RunLead({ run }: { run: Run }) {
  const vocabulary = useVocabulary();
  const definition = asObject(run.definition);
  const dataset = written(asObject(definition.dataset).id);
  const network = asObject(definition.network);
  return (
    <Group gap="sm">
      <StateBadge state={run.state} />
      <Text size="sm">{defenseInWords(definition.defense, vocabulary)}</Text>
      <Text size="sm">
        {written(network.backbone)}
        {network.cutLayer === undefined ? "" : `, cut ${written(network.cutLayer)}`}
      </Text>
      <Text size="sm">
        <Anchor component={Link} to={`/boards/${encodeURIComponent(dataset)}`} size="sm">
          {dataset}
        </Anchor>
      </Text>
      <Text size="sm">seed {run.seed}</Text>
      {run.submitter !== "" && <Text size="sm">by {run.submitter}</Text>}
      {run.pinned && (
        <Badge size="sm" variant="light" tt="none">
          pinned
        </Badge>
      )}
      {run.archived && (
        <Badge size="sm" variant="light" color="gray" tt="none">
          archived
        </Badge>
      )}
      {run.tags.map((tag) => (
        <Badge key={tag} size="sm" variant="default" tt="none">
          {tag}
        </Badge>
      ))}
    </Group>
  );
}
