import { Group, Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";

type Props = { title: string; lead?: ReactNode; children?: ReactNode };

/** A page's heading, which is also the title of the browser tab; actions stand to the right. */
export function PageHead({ title, lead, children }: Props) {
  useEffect(() => {
    document.title = `${title} · Obscura`;
  }, [title]);
  return (
    <Group justify="space-between" align="flex-end" mb="lg" gap="md">
      <Stack gap={4} style={{ flex: "1 1 24rem" }}>
        <Title order={1} size="h2">
          {title}
        </Title>
        {lead && (
          <Text c="dimmed" size="sm" component="div">
            {lead}
          </Text>
        )}
      </Stack>
      {children && <Group gap="xs">{children}</Group>}
    </Group>
  );
}
