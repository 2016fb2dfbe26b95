import { Anchor, Button, Group, List, Text } from "@mantine/core";
import { Link } from "react-router";
import type { RunBulk } from "../../../api/types";
import { Notice } from "../../../components/Notice";
import { bytes } from "../../../text/bytes";
import { counted } from "../../../text/counted";

const shown = 5;

const past: Record<string, string> = {
  cancel: "cancelled",
  retry: "queued again",
  tag: "tagged",
  untag: "freed of the tag",
  pin: "pinned",
  unpin: "unpinned",
  archive: "archived",
  unarchive: "taken back from the archive",
  delete: "deleted",
};

/** What became of the runs, and with which of them it was not possible. */
export function BulkOutcome({ answer, onClose }: { answer: RunBulk; onClose: () => void }) {
  const others = answer.results.filter(({ outcome }) => outcome !== "done");
  const freed = answer.deletion ? `, ${bytes(answer.deletion.bytes)} freed` : "";
  return (
    <Notice
      role="status"
      color={others.length === 0 ? "teal" : "orange"}
      sign={others.length === 0 ? "✓" : "!"}
      title={`${counted(answer.done, "run")} ${past[answer.action] ?? "changed"}${freed}`}
    >
      {others.length > 0 && (
        <List size="sm">
          {others.slice(0, shown).map(({ run, name, seed, reason }) => (
            <List.Item key={run}>
              <Anchor component={Link} to={`/runs/${run}`} size="sm">
                {name === "" ? run : `${name}, seed ${seed}`}
              </Anchor>{" "}
              {reason}
            </List.Item>
          ))}
        </List>
      )}
      {others.length > shown && <Text size="sm">… and {others.length - shown} more</Text>}
      <Group mt={4}>
        <Button size="compact-xs" variant="subtle" onClick={onClose}>
          Close
        </Button>
      </Group>
    </Notice>
  );
}
