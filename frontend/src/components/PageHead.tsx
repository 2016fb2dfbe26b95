import { Group, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { PageTitle } from "./PageTitle";

type Props = { title: string; lead?: ReactNode; children?: ReactNode };

/** A page's heading and what it is about; actions stand to the right. */
export function PageHead({ title, lead, children }: Props) {
  return (
    <Group justify="space-between" align="flex-end" mb="lg" gap="md">
      <Stack gap={4} style={{ flex: "1 1 24rem" }}>
        <PageTitle text={title} />
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
