import { Group, Stack, Text, ThemeIcon } from "@mantine/core";
import type { Preset } from "../../api/types";
import { useTitles } from "../../components/useTitles";
import { asObject, defenseInWords } from "../../text/definition";

export function DemoStep({ preset, position }: { preset: Preset; position: number }) {
  const titles = useTitles();
  return (
    <Group wrap="nowrap" align="flex-start" gap="sm">
      <ThemeIcon variant="light" radius="xl" aria-hidden>{position}</ThemeIcon>
      <Stack gap={2}>
        <Text fw={600}>{preset.title}</Text>
        <Text size="sm" c="dimmed">{preset.description}</Text>
        <Text size="xs" ff="monospace">{defenseInWords(asObject(preset.definition).defense, titles)}</Text>
      </Stack>
    </Group>
  );
}
