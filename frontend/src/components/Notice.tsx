import { Paper, Text } from "@mantine/core";
import type { ReactNode } from "react";

type Props = { color: string; title: string; sign: string; role?: "alert" | "status"; children?: ReactNode };

/** Something to know: a colored edge, a sign and words, calm in light and dark. */
export function Notice({ color, title, sign, role, children }: Props) {
  return (
    <Paper withBorder px="md" py="sm" role={role} style={{ borderLeft: `4px solid var(--mantine-color-${color}-filled)` }}>
      <Text fw={650}>
        <span aria-hidden>{sign}</span> {title}
      </Text>
      {children && (
        <Text component="div" size="sm" mt={4}>
          {children}
        </Text>
      )}
    </Paper>
  );
}
