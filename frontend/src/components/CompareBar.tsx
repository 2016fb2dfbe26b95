import { Button, Group, Paper, Text } from "@mantine/core";
import { Link } from "react-router";
import { compareLink } from "../api/links";

const fewest = 2;
const most = 6;

type Props = { selected: string[]; linkOf?: (ids: string[]) => string; onClear: () => void };

/** What is ticked and where it leads: two to six can be compared; runs, unless the link says otherwise. */
export function CompareBar({ selected, linkOf = compareLink, onClear }: Props) {
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
            <Button size="xs" component={Link} to={linkOf(selected)}>
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
