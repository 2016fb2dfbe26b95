import { Stack, Text } from "@mantine/core";
import { PageTitle } from "../../components/PageTitle";

export function Hero() {
  return (
    <Stack gap="xs" maw={760} pt="md">
      <PageTitle text="How much of a picture leaks from the features a device sends?" tab="Obscura" size="h1" />
      <Text size="lg" c="dimmed">
        Obscura trains a defended encoder, lets attackers rebuild the inputs from what it sends, and ranks defenses by accuracy and by how
        bad the rebuilt pictures are.
      </Text>
    </Stack>
  );
}
