import { Anchor, Group, Stack, Text } from "@mantine/core";
import { Link } from "react-router";
import type { Preset } from "../../api/types";
import { CostText } from "../../components/CostText";
import { useVocabulary } from "../../components/useVocabulary";
import { defenseInWords } from "../../text/definition";
import { asObject } from "../../text/json";

/** One experiment of a group, and where it can be changed before it is queued. */
export function PresetCard({ preset }: { preset: Preset }) {
  const vocabulary = useVocabulary();
  const { title, description, definition, cost } = preset;
  const id = encodeURIComponent(preset.id);
  return (
    <Stack gap={2} component="article" aria-label={title}>
      <Group justify="space-between" gap="xs">
        <Text fw={600}>{title}</Text>
        <Group gap="sm">
          <Anchor component={Link} to={`/submit?preset=${id}`} size="sm" aria-label={`Edit and queue: ${title}`}>
            Edit and queue
          </Anchor>
          <Anchor component={Link} to={`/vary?preset=${id}`} size="sm" aria-label={`Vary: ${title}`}>
            Vary
          </Anchor>
        </Group>
      </Group>
      <Text size="sm">{defenseInWords(asObject(definition).defense, vocabulary)}</Text>
      <Text size="xs" c="dimmed">
        {description}
      </Text>
      <CostText cost={cost} />
    </Stack>
  );
}
