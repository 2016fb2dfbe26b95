import { Anchor, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import type { Dataset } from "../../api/types";
import { grouped } from "../../text/format";

export function OtherDatasets({ datasets }: { datasets: Dataset[] }) {
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Data set</Table.Th>
            <Table.Th ta="right">Size</Table.Th>
            <Table.Th ta="right">Classes</Table.Th>
            <Table.Th ta="right">Training images</Table.Th>
            <Table.Th ta="right">Test images</Table.Th>
            <Table.Th>Usable</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {datasets.map((dataset) => (
            <Table.Tr key={dataset.id}>
              <Table.Td><Text fw={600} size="sm">{dataset.id}</Text><Text size="xs" c="dimmed">{dataset.title}</Text>{dataset.notes.map((note) => <Text key={note} size="xs">! {note}</Text>)}</Table.Td>
              <Table.Td className="number">{dataset.width}×{dataset.height}×{dataset.channels}</Table.Td>
              <Table.Td className="number">{grouped(dataset.classNames.length)}</Table.Td>
              <Table.Td className="number">{grouped(dataset.trainCount)}</Table.Td>
              <Table.Td className="number">{grouped(dataset.testCount)}</Table.Td>
              <Table.Td>
                {dataset.problem === ""
                  ? <Anchor component={Link} to={`/submit?dataset=${encodeURIComponent(dataset.id)}`} size="sm">yes, queue a run</Anchor>
                  : <Text size="sm">no: {dataset.problem}</Text>}
                {dataset.notes.map((note) => <Text key={note} size="xs" c="dimmed">{note}</Text>)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
