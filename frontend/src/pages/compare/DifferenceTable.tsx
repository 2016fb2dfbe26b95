import { Code, Table, Text, Title } from "@mantine/core";
import type { Comparison } from "../../api/types";

/** The settings that are not the same everywhere. */
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
        <Table.ScrollContainer minWidth={220 + runs.length * 160}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Setting</Table.Th>
                {runs.map((run) => (
                  <Table.Th key={run.id}>{run.name}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {differences.map(({ path, values }) => (
                <Table.Tr key={path}>
                  <Table.Td ff="monospace" fz="sm">
                    {path}
                  </Table.Td>
                  {values.map((value, position) => (
                    <Table.Td key={runs[position]?.id}>
                      {value === null ? (
                        <Text size="xs" c="dimmed">
                          not set
                        </Text>
                      ) : (
                        <Code>{value}</Code>
                      )}
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
