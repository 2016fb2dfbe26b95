import { Button, Group, Modal, Stack } from "@mantine/core";
import type { Deletion } from "../../api/types";
import { counted } from "../../text/counted";
import { LoadingRows } from "../LoadingRows";
import { ProblemBox } from "../ProblemBox";
import { DeletionFacts } from "./DeletionFacts";

type Props = {
  title: string;
  /** What the dry run answered; undefined until it did. */
  deletion: Deletion | undefined;
  /** Whether what may go is deleted although something else may not. */
  isPartial: boolean;
  /** Whether something goes even when no run does, as a study all of whose runs stay. */
  isEmptyToo?: boolean;
  error: unknown;
  isPending: boolean;
  onDelete: () => void;
  onClose: () => void;
};

/** Shows what a deletion would do before it does it. */
export function DeletionDialog({ title, deletion, isPartial, isEmptyToo = false, error, isPending, onDelete, onClose }: Props) {
  const isPossible = deletion && (isPartial || deletion.refused.length === 0) && (isEmptyToo || deletion.runs > 0);
  return (
    <Modal opened onClose={onClose} title={title} size="lg" closeButtonProps={{ "aria-label": "Close" }}>
      <Stack>
        {deletion ? <DeletionFacts deletion={deletion} /> : error === null && <LoadingRows rows={2} />}
        {error !== null && <ProblemBox error={error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            Keep everything
          </Button>
          <Button color="red.9" disabled={!isPossible} loading={isPending} onClick={onDelete}>
            {deletion && deletion.runs > 0 ? `Delete ${counted(deletion.runs, "run")}` : "Delete"}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
