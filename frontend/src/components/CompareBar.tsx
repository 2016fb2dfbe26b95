import { Button, Group, Paper, Text } from "@mantine/core";
import { Link } from "react-router";
import { compareLink } from "../api/links";

const fewest = 2;
const most = 6;

/** What is ticked and where it leads: two to six runs can be compared. */
export function CompareBar({ selected, onClear }: { selected: string[]; onClear: () => void }) {
  if (selected.length === 0) return null;
  const fits = selected.length >= fewest && selected.length <= most;
  return (
    <Paper withBorder px="md" py="xs" role="region" aria-label="Selection">
      <Group justify="space-between">
        <Text size="sm">
          {selected.length} selected{fits ? "" : `; ${fewest} to ${most} can be compared`}
        </Text>
        <Group gap="xs">
          <Button size="xs" variant="subtle" onClick={onClear}>
            Clear the selection
          </Button>
          {fits ? (
            <Button size="xs" component={Link} to={compareLink(selected)}>
              Compare
            </Button>
          ) : (
            <Button size="xs" disabled>
              Compare
            </Button>
          )}
        </Group>
      </Group>
    </Paper>
  );
}
