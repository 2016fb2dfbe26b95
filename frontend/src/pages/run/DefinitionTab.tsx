import { Code, Group, Stack, Text } from "@mantine/core";
import type { Run } from "../../api/types";
import { CopyText } from "../../components/CopyText";
import { LinkButton } from "../../components/LinkButton";

export function DefinitionTab({ run }: { run: Run }) {
  const text = JSON.stringify(run.definition, null, 2);
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          With every default spelled out. Posted again it finds the same encoder.
        </Text>
        <Group gap="xs">
          <CopyText text={text}>Copy the JSON</CopyText>
          <LinkButton size="xs" variant="default" to={`/submit?run=${run.id}`}>
            Clone and edit
          </LinkButton>
        </Group>
      </Group>
      <Code block style={{ whiteSpace: "pre-wrap" }}>
        {text}
      </Code>
    </Stack>
  );
}
