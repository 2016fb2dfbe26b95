import { Group, Stack, Text, ThemeIcon } from "@mantine/core";
import type { Preset } from "../../api/types";
import { useVocabulary } from "../../components/useVocabulary";
import { defenseInWords } from "../../text/definition";
import { asObject } from "../../text/json";

export function DemoStep({ preset, position }: { preset: Preset; position: number }) {
  const vocabulary = useVocabulary();
  return (
    <Group wrap="nowrap" align="flex-start" gap="sm">
      <ThemeIcon variant="light" radius="xl" aria-hidden>
        {position}
      </ThemeIcon>
      <Stack gap={2}>
        <Text fw={600}>{preset.title}</Text>
        <Text size="sm" c="dimmed">
          {preset.description}
        </Text>
        <Text size="xs" ff="monospace">
          {defenseInWords(asObject(preset.definition).defense, vocabulary)}
        </Text>
      </Stack>
    </Group>
  );
}
