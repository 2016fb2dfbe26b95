import { Stack, Text, Title } from "@mantine/core";
import { useEffect } from "react";

export function Hero() {
  useEffect(() => {
    document.title = "Obscura";
  }, []);
  return (
    <Stack gap="xs" maw={760} pt="md">
      <Title order={1}>How much of a picture leaks from the features a device sends?</Title>
      <Text size="lg" c="dimmed">
        Obscura trains a defended encoder, lets attackers rebuild the inputs from what it sends, and ranks defenses by accuracy and by how
        bad the rebuilt pictures are.
      </Text>
    </Stack>
  );
}
