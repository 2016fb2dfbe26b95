import { Anchor, Group, Stack, Text } from "@mantine/core";
import { Link } from "react-router";
import type { BoardEntry } from "../../api/types";
import { PageTitle } from "../../components/PageTitle";
import { Thumbnail } from "../../components/Thumbnail";

/** What this is about, and as soon as there is a result what it looks like. */
export function Hero({ board }: { board: BoardEntry | undefined }) {
  return (
    <Group gap="xl" pt="md" justify="space-between">
      <Stack gap="xs" maw={640}>
        <PageTitle text="How much of a picture leaks from the features a device sends?" tab="Obscura" size="h1" />
        <Text size="lg" c="dimmed">
          Obscura trains a defended encoder, lets attackers rebuild the inputs from what it sends, and ranks defenses by accuracy and by how
          bad the rebuilt pictures are.
        </Text>
      </Stack>
      {board && (
        <Stack gap={4}>
          <Thumbnail src={`${board.thumbnail}?scale=2`} name={`the latest run on ${board.dataset}`} height={128} />
          <Text size="xs" c="dimmed">
            Sent (above) and rebuilt (below):{" "}
            <Anchor component={Link} underline="always" to={`/boards/${encodeURIComponent(board.dataset)}`} inherit>
              board of {board.dataset}
            </Anchor>
          </Text>
        </Stack>
      )}
    </Group>
  );
}
