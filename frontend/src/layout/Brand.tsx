import { Anchor, Group, Text } from "@mantine/core";
import { Link } from "react-router";

export function Brand() {
  return (
    <Anchor component={Link} to="/" underline="never" c="inherit" aria-label="Obscura, start page">
      <Group gap={8} wrap="nowrap">
        <img src="/favicon.svg" width={28} height={28} alt="" />
        <Text fw={700} size="lg">
          Obscura
        </Text>
      </Group>
    </Anchor>
  );
}
