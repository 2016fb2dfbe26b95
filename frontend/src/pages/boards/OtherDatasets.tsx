import { Anchor, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import type { Dataset } from "../../api/types";
import { DatasetFacts } from "../../components/DatasetFacts";
import { grouped } from "../../text/format";

/** Size, classes, images; nothing was counted where nothing is read yet or nothing can be. */
function countsOf({ width, height, channels, classNames, trainCount, testCount, state }: Dataset): string[] {
  if (state !== "usable") return ["–", "–", "–", "–"];
  return [`${width}×${height}×${channels}`, grouped(classNames.length), grouped(trainCount), grouped(testCount)];
}

/** Whether a set can be used stands beside its name: a narrow screen shows two columns. */
export function OtherDatasets({ datasets }: { datasets: Dataset[] }) {
  return (
    <Table.ScrollContainer minWidth={860}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th miw={140}>Data set</Table.Th>
            <Table.Th miw={200}>Usable</Table.Th>
            <Table.Th ta="right">Size</Table.Th>
            <Table.Th ta="right">Classes</Table.Th>
            <Table.Th ta="right">Training images</Table.Th>
            <Table.Th ta="right">Test images</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {datasets.map((dataset) => (
            <Table.Tr key={dataset.id}>
              <Table.Td style={{ overflowWrap: "anywhere" }}><Text fw={600} size="sm">{dataset.id}</Text><DatasetFacts dataset={dataset} /></Table.Td>
              <Table.Td>
                <Usable dataset={dataset} />
                {dataset.notes.map((note) => <Text key={note} size="xs" c="dimmed">! {note}</Text>)}
              </Table.Td>
              {countsOf(dataset).map((count, position) => <Table.Td key={position} className="number">{count}</Table.Td>)}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Usable({ dataset }: { dataset: Dataset }) {
  if (dataset.state === "being-read") return <Text size="sm">being read…</Text>;
  if (dataset.state === "damaged") return <Text size="sm">no: {dataset.problem}</Text>;
  return <Anchor component={Link} to={`/submit?dataset=${encodeURIComponent(dataset.id)}`} size="sm">yes, queue a run</Anchor>;
}
