import { Kbd, Modal, Table } from "@mantine/core";
import { destinations } from "./destinations";

const others = [
  { keys: ["←", "→"], does: "previous, next of enlarged pictures" },
  { keys: ["↑", "↓"], does: "previous, next attack of an enlarged gallery" },
  { keys: ["s", "l", "d"], does: "side by side, slider, difference of a comparison's enlarged image" },
  { keys: ["i", "o"], does: "zoom in, out there; Shift and an arrow moves the part that is seen" },
  { keys: [",", "."], does: "move the slider there" },
  { keys: ["Space"], does: "tick a run of the list; ↑ and ↓ lead from tick to tick" },
  { keys: ["Esc"], does: "close what is open" },
  { keys: ["?"], does: "this help" },
];

export function ShortcutHelp({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const rows = [...destinations.map(({ key, title }) => ({ keys: ["g", key], does: `go to ${title.toLowerCase()}` })), ...others];
  return (
    <Modal opened={isOpen} onClose={onClose} title="Keyboard shortcuts" closeButtonProps={{ "aria-label": "Close" }}>
      <Table>
        <Table.Tbody>
          {rows.map(({ keys, does }) => (
            <Table.Tr key={does}>
              <Table.Td w={110}>
                {keys.map((key) => (
                  <Kbd key={key} mr={4}>
                    {key}
                  </Kbd>
                ))}
              </Table.Td>
              <Table.Td>{does}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
