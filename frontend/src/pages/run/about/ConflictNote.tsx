import { Button, Group, Stack, Table, Text } from "@mantine/core";
import { Notice } from "../../../components/Notice";
import { written } from "../../../text/json";
import { type Edit, isSame, type Read, rebased, type Typed } from "./edits";

type Props = { typed: Typed; theirs: Read; onKeep: (typed: Typed | undefined) => void };

const titles: Record<keyof Edit, string> = { notes: "Notes", tags: "Tags", priority: "Priority" };

/** Somebody saved something else meanwhile: both versions, and the ways on. Nothing is written before one is chosen. */
export function ConflictNote({ typed, theirs, onKeep }: Props) {
  const differing = (Object.keys(titles) as (keyof Edit)[]).filter((name) => !isSame(typed.mine[name], theirs.edit[name]));
  return (
    <Notice color="orange" title="Somebody changed this run meanwhile" sign="!" role="alert">
      <Stack gap="xs">
        <Table withRowBorders={false} layout="fixed" aria-label="Both versions">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={70} />
              <Table.Th>Saved now</Table.Th>
              <Table.Th>Yours</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {differing.map((name) => (
              <Table.Tr key={name} style={{ verticalAlign: "top" }}>
                <Table.Th>{titles[name]}</Table.Th>
                <Table.Td className="as-typed">
                  {written(theirs.edit[name]) || (
                    <Text span c="dimmed" size="sm">
                      nothing
                    </Text>
                  )}
                </Table.Td>
                <Table.Td className="as-typed">
                  {written(typed.mine[name]) || (
                    <Text span c="dimmed" size="sm">
                      nothing
                    </Text>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <Group gap="xs">
          <Button size="xs" onClick={() => onKeep(rebased(typed, theirs))}>
            Put both together
          </Button>
          <Button size="xs" variant="default" onClick={() => onKeep({ base: theirs, mine: typed.mine })}>
            Continue with yours
          </Button>
          <Button size="xs" variant="default" onClick={() => onKeep(undefined)}>
            Take what is saved
          </Button>
        </Group>
      </Stack>
    </Notice>
  );
}
