import { Card, Group, Select, Table, Text, Title } from "@mantine/core";
import type { Board, BoardFamily } from "../../api/types";
import { CellText } from "../../components/CellText";
import { useMetrics } from "../../components/useMetrics";
import { words } from "../../text/format";

const offsets = ["0.5", "1", "2", "5"].map((points) => ({ value: points, label: `${points} points` }));

/** Defenses of which several strengths ran: what each reaches at the same accuracy. They are ranked among themselves. */
export function FamilyTable({ board, onOffset }: { board: Board; onOffset: (points: string) => void }) {
  const { columns } = useMetrics();
  const [leading] = columns;
  if (leading === undefined) return null;
  const points = board.families[0]?.matched.map((reading) => reading.points) ?? [];
  return (
    <Card withBorder component="section" aria-labelledby="families-title">
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={2} size="h4" id="families-title">
            Families of strengths
          </Title>
          <Text size="sm" c="dimmed">
            {leading.title} at the accuracy of the undefended network less some points, between two strengths. Ranked at {board.offset}{" "}
            {board.offset === 1 ? "point" : "points"} less.
          </Text>
        </div>
        <Select
          label="Ranked at less"
          data={offsets}
          value={String(board.offset)}
          onChange={(chosen) => chosen !== null && onOffset(chosen)}
          allowDeselect={false}
          w={130}
        />
      </Group>
      <Table.ScrollContainer minWidth={330 + points.length * 120}>
        <Table aria-label="Families of strengths">
          <Table.Thead>
            <Table.Tr>
              <Table.Th ta="right" w={50}>
                Rank
              </Table.Th>
              <Table.Th>Defense</Table.Th>
              {points.map((offset) => (
                <Table.Th key={offset} ta="right">
                  {leading.title} at −{offset}
                </Table.Th>
              ))}
              <Table.Th ta="right" title="seeds with two strengths or more, where it is read">
                n
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {board.families.map((family) => (
              <Table.Tr key={family.id + family.setting}>
                <Table.Td className="number" fw={650}>
                  {family.rank ?? <span aria-label="not ranked">–</span>}
                </Table.Td>
                <Table.Td>
                  <Text fw={600} size="sm">
                    {family.title}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {sweptIn(family)}
                  </Text>
                  {family.notRanked.map(({ code, sentence }) => (
                    <Text key={code} size="xs" c="dimmed">
                      not ranked: {sentence}
                    </Text>
                  ))}
                </Table.Td>
                {family.matched.map(({ points: offset, error }) => (
                  <Table.Td key={offset} className="number">
                    {error === null ? "not reached" : <CellText style={leading} mean={error.mean} interval={error.interval} />}
                  </Table.Td>
                ))}
                <Table.Td className="number">{family.read?.n ?? "–"}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Card>
  );
}

function sweptIn({ setting, strengths }: BoardFamily): string {
  const name = setting.slice(setting.indexOf(".") + 1);
  return `${words(name)} ${strengths.map(({ value }) => value).join(", ")}`;
}
