import { Badge, Card, Group, Stack, Text, VisuallyHidden } from "@mantine/core";
import { Link } from "react-router";
import { Thumbnail } from "../../components/Thumbnail";
import type { BoardEntry, Dataset } from "../../api/types";

export function BoardCard({ board, dataset }: { board: BoardEntry; dataset: Dataset | undefined }) {
  return (
    <Card withBorder component={Link} to={`/boards/${encodeURIComponent(board.dataset)}`}>
      <Stack gap={4}>
        <Group justify="space-between" wrap="nowrap">
          <Text fw={650} size="lg" truncate>
            <VisuallyHidden>Board of </VisuallyHidden>
            {board.dataset}
          </Text>
          {dataset?.synthetic && (
            <Badge variant="default" tt="none">
              synthetic
            </Badge>
          )}
        </Group>
        {dataset && (
          <Text size="sm" c="dimmed">
            {dataset.title}
          </Text>
        )}
        <Text size="sm">
          {board.rows} {board.rows === 1 ? "definition" : "definitions"} · {board.runs} {board.runs === 1 ? "run" : "runs"}
        </Text>
        <Thumbnail src={board.thumbnail} name={`the latest run on ${board.dataset}`} height={56} isPlain />
      </Stack>
    </Card>
  );
}
