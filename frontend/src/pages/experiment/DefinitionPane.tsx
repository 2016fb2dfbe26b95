import { Code, Group, Stack, Text } from "@mantine/core";
import type { Experiment } from "../../api/types";
import { CopyText } from "../../components/CopyText";

/** The definition with every default spelled out. */
export function DefinitionPane({ experiment }: { experiment: Experiment }) {
  const text = JSON.stringify(experiment.definition, null, 2);
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          With every default spelled out, and all seeds.
        </Text>
        <CopyText text={text}>Copy the JSON</CopyText>
      </Group>
      <Code block style={{ whiteSpace: "pre-wrap" }}>
        {text}
      </Code>
    </Stack>
  );
}
