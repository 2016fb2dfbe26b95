import { Button, Group, Menu, Paper, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { compareLink } from "../../../api/links";
import type { RunBulkRequest } from "../../../api/types";
import { LinkButton } from "../../../components/LinkButton";
import { ProblemBox } from "../../../components/ProblemBox";
import { DeletionDialog } from "../../../components/deletion/DeletionDialog";
import { counted } from "../../../text/counted";
import { BulkOutcome } from "./BulkOutcome";
import { TagForm } from "./TagForm";
import { type Target, useBulk } from "./useBulk";

const fewestCompared = 2;
const mostCompared = 6;

type Props = { selected: string[]; isEvery: boolean; query: string; onEvery: (isEvery: boolean) => void; onClear: () => void };
type Action = RunBulkRequest["action"];

/** What can be done with the ticked runs, or with every run that the search finds. */
export function BulkBar({ selected, isEvery, query, onEvery, onClear }: Props) {
  const target: Target = isEvery ? { query } : { runs: selected };
  const [dialog, setDialog] = useState<"delete" | "tag" | "untag" | undefined>();
  const close = () => setDialog(undefined);
  const { look, act } = useBulk(target, () => {
    close();
    onClear();
  });
  const isOpen = selected.length > 0 || isEvery;
  const run = (action: Action, tags?: string[]) => act.mutate({ action, ...(tags && { tags }) });
  const openDeletion = () => {
    setDialog("delete");
    act.reset();
    look.mutate();
  };
  const comparable = !isEvery && selected.length >= fewestCompared && selected.length <= mostCompared;
  return (
    <>
      {isOpen && (
        <Paper withBorder px="md" py="xs" role="region" aria-label="Selection" style={{ position: "sticky", top: 64, zIndex: 2 }}>
          <Stack gap="xs">
            <Group justify="space-between" gap="xs">
              <Text size="sm" role="status">
                {isEvery ? "Every run that the search finds" : `${counted(selected.length, "run")} selected`}
              </Text>
              <Group gap="xs">
                <Button size="compact-sm" variant="subtle" onClick={() => onEvery(!isEvery)}>
                  {isEvery ? "Only the ticked ones" : "Every run that the search finds"}
                </Button>
                <Button size="compact-sm" variant="subtle" onClick={onClear}>
                  Clear the selection
                </Button>
              </Group>
            </Group>
            <Group gap="xs">
              {comparable && (
                <LinkButton size="xs" to={compareLink(selected)}>
                  Compare
                </LinkButton>
              )}
              <Button size="xs" variant="default" onClick={() => run("cancel")}>
                Cancel
              </Button>
              <Button size="xs" variant="default" onClick={() => run("retry")}>
                Retry
              </Button>
              <Button size="xs" variant="default" onClick={() => setDialog("tag")}>
                Tag …
              </Button>
              <Button size="xs" variant="default" onClick={() => run("archive")}>
                Archive
              </Button>
              <Button size="xs" variant="default" onClick={() => run("pin")}>
                Pin
              </Button>
              <Menu position="bottom-end" withinPortal>
                <Menu.Target>
                  <Button size="xs" variant="default">
                    Undo a mark
                  </Button>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item onClick={() => run("unpin")}>Unpin</Menu.Item>
                  <Menu.Item onClick={() => run("unarchive")}>Take back from the archive</Menu.Item>
                  <Menu.Item onClick={() => setDialog("untag")}>Remove a tag …</Menu.Item>
                </Menu.Dropdown>
              </Menu>
              <Button size="xs" color="red" variant="outline" onClick={openDeletion}>
                Delete …
              </Button>
            </Group>
            {(dialog === "tag" || dialog === "untag") && (
              <TagForm key={dialog} isRemoval={dialog === "untag"} onTags={(tags) => run(dialog, tags)} onClose={close} />
            )}
          </Stack>
        </Paper>
      )}
      {dialog === "delete" && (
        <DeletionDialog
          title={isEvery ? "Delete every run that the search finds?" : `Delete ${counted(selected.length, "run")}?`}
          deletion={look.data?.deletion ?? undefined}
          isPartial
          error={act.error ?? look.error}
          isPending={act.isPending}
          onDelete={() => run("delete")}
          onClose={close}
        />
      )}
      {act.isError && dialog !== "delete" && <ProblemBox error={act.error} />}
      {act.data && <BulkOutcome answer={act.data} onClose={() => act.reset()} />}
    </>
  );
}
