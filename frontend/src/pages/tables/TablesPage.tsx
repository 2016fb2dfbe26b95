import { Anchor, Stack, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import { api } from "../../api/client";
import { tableLink } from "../../api/links";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";
import { PageHead } from "../../components/PageHead";
import { TableProgress } from "../../components/TableProgress";

/** The tables of papers that this service can measure, and how far each is. */
export function TablesPage() {
  const answer = api.useQuery("get", "/api/v1/tables", {}, { refetchInterval: 10_000 });
  return (
    <>
      <PageHead
        title="Paper tables"
        lead="What papers printed beside what was measured here. paper: the published setting, values are compared. mini: small pictures and networks, only the order of rows is."
      />
      <Loaded query={answer} loading={<LoadingRows rows={6} />}>
        {({ tables }) => (
          <Table.ScrollContainer minWidth={340}>
            <Table verticalSpacing="sm" highlightOnHover aria-label="Paper tables">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Table</Table.Th>
                  <Table.Th>Measured</Table.Th>
                  <Table.Th visibleFrom="sm">Rows</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {tables.map((table) => (
                  <Table.Tr key={table.id}>
                    <Table.Td>
                      <Anchor component={Link} to={tableLink(table.id, "")} fw={600}>
                        {table.title}
                      </Anchor>
                      <Text size="xs" c="dimmed">
                        {table.source}
                        {table.posted ? " · posted" : ""}
                      </Text>
                    </Table.Td>
                    <Table.Td miw={150}>
                      <Stack gap={6}>
                        {table.scales.map((scale) => {
                          const progress = table.progress[scale];
                          return (
                            <div key={scale}>
                              <Anchor component={Link} to={tableLink(table.id, scale)} size="sm">
                                {scale}
                              </Anchor>
                              {progress && <TableProgress progress={progress} name={`${table.id} at the scale ${scale}`} />}
                            </div>
                          );
                        })}
                      </Stack>
                    </Table.Td>
                    <Table.Td visibleFrom="sm" className="number">
                      {table.rows}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </Loaded>
    </>
  );
}
