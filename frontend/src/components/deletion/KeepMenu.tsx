import { Button, Menu } from "@mantine/core";
import { useState } from "react";
import { DeletionDialog } from "./DeletionDialog";
import { type Deletable, useDeletion } from "./useDeletion";

type Mark = {
  pinned: boolean;
  archived: boolean;
  isPending: boolean;
  onChange: (change: { pinned?: boolean; archived?: boolean }) => void;
};
type Props = { what: Deletable; id: string; name: string; mark?: Mark; onDeleted: () => void };

/** Pin, archive, delete: what decides how long something stays. */
export function KeepMenu({ what, id, name, mark, onDeleted }: Props) {
  const [isOpen, setOpen] = useState(false);
  const { look, doIt } = useDeletion(what, id, onDeleted);
  const open = () => {
    setOpen(true);
    doIt.reset();
    look.mutate();
  };
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button size="xs" variant="default" loading={mark?.isPending ?? false}>
            Keep or delete
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {mark && (
            <>
              <Menu.Item onClick={() => mark.onChange({ pinned: !mark.pinned })}>{mark.pinned ? "Unpin" : "Pin"}</Menu.Item>
              <Menu.Item onClick={() => mark.onChange({ archived: !mark.archived })}>
                {mark.archived ? "Take back from the archive" : "Archive"}
              </Menu.Item>
              <Menu.Divider />
            </>
          )}
          <Menu.Item onClick={open}>Delete …</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isOpen && (
        <DeletionDialog
          title={`Delete ${name}?`}
          deletion={look.data}
          isPartial={false}
          isEmptyToo={what === "studies"}
          error={doIt.error ?? look.error}
          isPending={doIt.isPending}
          onDelete={() => doIt.mutate()}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
