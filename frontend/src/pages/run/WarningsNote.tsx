import { List } from "@mantine/core";
import type { Run } from "../../api/types";
import { Notice } from "../../components/Notice";

/** Why the numbers of this run may not mean what they seem to. */
export function WarningsNote({ run }: { run: Run }) {
  if (run.warnings.length === 0) return null;
  return (
    <Notice color="yellow" sign="!" title="Before you read these numbers">
      <List size="sm">
        {run.warnings.map((warning) => (
          <List.Item key={warning}>{warning}</List.Item>
        ))}
      </List>
    </Notice>
  );
}
