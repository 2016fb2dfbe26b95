import { Button, Code, Popover, ScrollArea, Table, Text } from "@mantine/core";
import { useMetrics } from "../../components/useMetrics";

/** What a query may say, beside the field it is typed into. */
export function QueryHelp() {
  const { columns } = useMetrics();
  const metrics = columns.map(({ name }) => name).join(", ");
  const rows = [
    { example: "noise", says: "in names, parts, tags or notes; quotes hold several words together" },
    { example: "state:failed,cancelled", says: "queued, running, cancelling, succeeded, failed, cancelled; a comma means or" },
    { example: "part:gaussian-noise", says: "also attack, backbone, dataset, submitter, tag, study, experiment, run" },
    { example: 'notes:"looks right"', says: "a piece of the text; also name, reason" },
    { example: "mse>0.03", says: `one attack has it: ${metrics}; of the network: accuracy, edgeParameters, featureBytes …` },
    { example: "seed:1", says: "also cutLayer, priority, attempt, progress, seconds; with = > >= < <=" },
    { example: "created>2026-11-01", says: "also queued, started, finished; a day in UTC, or 2026-11-01T12:00:00Z" },
    { example: "archived:any", says: "yes, no, any; without it archived runs are left out; also pinned" },
    { example: "-tag:old", says: "a minus: what must not hold" },
  ];
  return (
    <Popover width="min(34rem, calc(100vw - 2rem))" position="bottom-end" withArrow trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" mt="1.55rem" aria-label="What the search understands">
          ?
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="What the search understands">
        <ScrollArea.Autosize mah="60vh" viewportProps={{ tabIndex: 0, "aria-label": "Fields of the search" }}>
          <Text size="sm" mb="xs">
            Terms stand side by side; a run is shown when all of them hold.
          </Text>
          <Table>
            <Table.Tbody>
              {rows.map(({ example, says }) => (
                <Table.Tr key={example}>
                  <Table.Td px={0}>
                    <Code>{example}</Code>
                    <Text size="sm" mt={2}>
                      {says}
                    </Text>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
}
