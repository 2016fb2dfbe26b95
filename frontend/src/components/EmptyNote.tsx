import { Paper, Stack, Title } from "@mantine/core";
import type { ReactNode } from "react";

/** What stands where there is nothing to show, with the way on. */
export function EmptyNote({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <Paper withBorder p="xl" radius="md">
      <Stack gap="sm" align="flex-start">
        <Title order={2} size="h3">
          {title}
        </Title>
        {children}
      </Stack>
    </Paper>
  );
}
