import { Anchor, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import type { Dataset } from "../../api/types";
import { DatasetFacts } from "../../components/DatasetFacts";
import { grouped } from "../../text/format";

const counts: { title: string; of: (dataset: Dataset) => string }[] = [
  { title: "Size", of: ({ width, height, channels }) => `${width}×${height}×${channels}` },
  { title: "Classes", of: ({ classNames }) => grouped(classNames.length) },
  { title: "Training images", of: ({ trainCount }) => grouped(trainCount) },
  { title: "Test images", of: ({ testCount }) => grouped(testCount) },
];

/** Nothing was counted where nothing is read yet or nothing can be. */
const uncounted = "–";

/** Whether a set can be used stands beside its name: a narrow screen shows two columns. */
export function OtherDatasets({ datasets }: { datasets: Dataset[] }) {
  return (
    <Table.ScrollContainer minWidth={860}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th miw={140}>Data set</Table.Th>
            <Table.Th miw={200}>Usable</Table.Th>
            {counts.map(({ title }) => (
              <Table.Th key={title} ta="right">
                {title}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {datasets.map((dataset) => (
            <Table.Tr key={dataset.id}>
              <Table.Td style={{ overflowWrap: "anywhere" }}>
                <Text fw={600} size="sm">
                  {dataset.id}
                </Text>
                <DatasetFacts dataset={dataset} />
              </Table.Td>
              <Table.Td>
                <Usable dataset={dataset} />
                {dataset.notes.map((note) => (
                  <Text key={note} size="xs" c="dimmed">
                    ! {note}
                  </Text>
                ))}
              </Table.Td>
              {counts.map(({ title, of }) => (
                <Table.Td key={title} className="number">
                  {dataset.state === "usable" ? of(dataset) : uncounted}
                </Table.Td>
              ))}
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
  return (
    <Anchor component={Link} to={`/submit?dataset=${encodeURIComponent(dataset.id)}`} size="sm">
      yes, queue a run
    </Anchor>
  );
}
