import { ActionIcon, Card, Group, Stack, Text } from "@mantine/core";
import { type FieldProblem, ruleOf } from "../../../api/problem";
import type { Json } from "../../../text/json";
import { problemAt } from "../fields/field";
import { SchemaFields } from "../fields/SchemaFields";
import { schemaOf } from "../fields/schema";
import type { CatalogItem } from "./EntryList";

type Props = {
  entry: Json;
  resolved: Json;
  item: CatalogItem | undefined;
  id: string;
  path: string;
  nameField: string;
  isFirst: boolean;
  isLast: boolean;
  problems: FieldProblem[];
  onChange: (entry: Json) => void;
  onMove: (by: number) => void;
  onRemove: () => void;
};

/** One part or attack with its settings. */
export function EntryCard({ entry, resolved, item, id, path, nameField, isFirst, isLast, problems, onChange, onMove, onRemove }: Props) {
  const title = item?.title ?? (id === "" ? `without a name` : id);
  const problem =
    problemAt(
      problems.filter((candidate) => candidate.path === `${path}.${nameField}` || candidate.path === path),
      `${path}.${nameField}`,
      ruleOf,
    ) ??
    problemAt(
      problems.filter((candidate) => candidate.path === path),
      path,
      ruleOf,
    );
  return (
    <Card withBorder padding="sm" component="section" aria-label={title}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" mb="xs">
        <Stack gap={0}>
          <Text fw={600}>{title}</Text>
          {item && (
            <Text size="xs" c="dimmed">
              {item.sentence}
            </Text>
          )}
          {!item && (
            <Text size="xs" c="red">
              The catalog has no {nameField} “{id}”.
            </Text>
          )}
          {problem && (
            <Text size="xs" c="red">
              {nameField} {problem}
            </Text>
          )}
        </Stack>
        <Group gap={4} wrap="nowrap">
          <ActionIcon variant="default" disabled={isFirst} onClick={() => onMove(-1)} aria-label={`Move ${title} up`}>
            ↑
          </ActionIcon>
          <ActionIcon variant="default" disabled={isLast} onClick={() => onMove(1)} aria-label={`Move ${title} down`}>
            ↓
          </ActionIcon>
          <ActionIcon variant="default" onClick={onRemove} aria-label={`Remove ${title}`}>
            ×
          </ActionIcon>
        </Group>
      </Group>
      <SchemaFields
        schema={schemaOf(item?.settings)}
        value={entry}
        resolved={resolved}
        path={path}
        problems={problems}
        without={[nameField]}
        onChange={onChange}
      />
    </Card>
  );
}
