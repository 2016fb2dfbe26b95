import { List, Stack, Text } from "@mantine/core";
import type { Deletion } from "../../api/types";
import { bytes } from "../../text/bytes";
import { counted } from "../../text/counted";
import { Notice } from "../Notice";

const shownRefusals = 5;

/** What a deletion would take along and free, what is refused, what stays. */
export function DeletionFacts({ deletion }: { deletion: Deletion }) {
  const { refused, stays } = deletion;
  const along = [
    counted(deletion.experiments, "experiment"),
    counted(deletion.studies, "study", "studies"),
    counted(deletion.pictures, "picture"),
    counted(deletion.encoders, "encoder"),
    deletion.checkpoints > 0 ? `files of ${counted(deletion.checkpoints, "run")}` : "",
  ].filter((text) => text !== "" && !text.startsWith("0 "));
  return (
    <Stack gap="sm">
      {deletion.runs + deletion.studies === 0 && <Text>Nothing would go.</Text>}
      {deletion.runs + deletion.studies > 0 && (
        <Text>
          <strong>{counted(deletion.runs, "run")}</strong>
          {along.length > 0 && ` with ${along.join(", ")}`}: {bytes(deletion.bytes)}. This cannot be undone.
        </Text>
      )}
      {refused.length > 0 && (
        <Notice color="orange" title={`${counted(refused.length, "run")} may not go`} sign="!">
          <List size="sm">
            {refused.slice(0, shownRefusals).map((one) => (
              <List.Item key={one.run}>
                {one.name}, seed {one.seed}, is {one.found}. {one.wayOut}.
              </List.Item>
            ))}
          </List>
          {refused.length > shownRefusals && <Text size="sm">… and {refused.length - shownRefusals} more</Text>}
        </Notice>
      )}
      {stays.length > 0 && (
        <Notice color="gray" title="These stay" sign="·">
          <List size="sm">
            {stays.slice(0, shownRefusals).map((one) => (
              <List.Item key={one.experiment + one.reason}>
                {counted(one.runs, "run")} of {one.name}: {one.reason}
              </List.Item>
            ))}
          </List>
          {stays.length > shownRefusals && <Text size="sm">… and {stays.length - shownRefusals} more experiments</Text>}
        </Notice>
      )}
    </Stack>
  );
}
