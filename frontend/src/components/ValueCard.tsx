import { Card, Table, Text, Title } from "@mantine/core";
import { capitalized, words } from "../text/format";

type Props = { title: string; values: Record<string, string>; whenEmpty: string; isNumeric?: boolean };

/** Names and values below each other. */
export function ValueCard({ title, values, whenEmpty, isNumeric = false }: Props) {
  const entries = Object.entries(values);
  return (
    <Card withBorder component="section" aria-label={title}>
      <Title order={3} size="h5" mb="xs">
        {title}
      </Title>
      {entries.length === 0 ? (
        <Text size="sm" c="dimmed">
          {whenEmpty}
        </Text>
      ) : (
        <Table variant="vertical" layout="fixed" withRowBorders={false}>
          <Table.Tbody>
            {entries.map(([name, value]) => (
              <Table.Tr key={name}>
                <Table.Th w={170} style={{ overflowWrap: "anywhere" }}>
                  {capitalized(words(name))}
                </Table.Th>
                <Table.Td className={isNumeric ? "number" : undefined} style={{ overflowWrap: "anywhere" }}>
                  {value}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Card>
  );
}
