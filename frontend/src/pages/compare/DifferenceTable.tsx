import { Table, Text, Title } from "@mantine/core";
import type { Comparison } from "../../api/types";
import { letterOf } from "../../text/letters";

/** The settings that are not the same everywhere, in words; where they stand in the definition comes with the mouse. */
export function DifferenceTable({ runs, differences }: Pick<Comparison, "runs" | "differences">) {
  return (
    <section aria-labelledby="differences-title">
      <Title order={2} size="h4" id="differences-title" mb="xs">
        Where the definitions differ
      </Title>
      {differences.length === 0 && (
        <Text size="sm" c="dimmed">
          Nowhere; only the seeds may differ.
        </Text>
      )}
      {differences.length > 0 && (
        <Table.ScrollContainer minWidth={180 + runs.length * 120}>
          <Table aria-labelledby="differences-title">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Setting</Table.Th>
                {runs.map((run, position) => (
                  <Table.Th key={letterOf(position)}>
                    {letterOf(position)}
                    <Text size="xs" c="dimmed" lineClamp={2} title={run.name}>
                      {run.name}
                    </Text>
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {differences.map(({ path, setting, values, words }) => (
                <Table.Tr key={path}>
                  <Table.Th scope="row" fw={500} title={path}>
                    {setting}
                  </Table.Th>
                  {words.map((word, position) => (
                    <Table.Td key={letterOf(position)} c={values[position] === null ? "dimmed" : undefined}>
                      {word}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </section>
  );
}
