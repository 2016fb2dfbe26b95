import { Badge, Stack, Table, Text, Title } from "@mantine/core";
import { Link } from "react-router";
import { api } from "../../api/client";
import type { Delivery } from "../../api/types";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";
import { useNow } from "../../components/useNow";
import { ago, moment } from "../../text/format";

const styles: Record<Delivery["state"], { sign: string; color: string; word: string }> = {
  waiting: { sign: "◷", color: "gray", word: "waiting" },
  sent: { sign: "✓", color: "teal", word: "sent" },
  dead: { sign: "✗", color: "red", word: "given up" },
};

/** The latest messages and what became of them; renewed while one waits. */
export function DeliveryTable() {
  const deliveries = api.useQuery("get", "/api/v1/notifications/deliveries", {}, { refetchInterval: 3_000 });
  const now = useNow();
  return (
    <Stack gap="xs" component="section" aria-label="Messages">
      <Title order={2} size="h3">
        Messages
      </Title>
      <Loaded query={deliveries} loading={<LoadingRows rows={2} />}>
        {({ deliveries: all }) =>
          all.length === 0 ? (
            <Text c="dimmed" size="sm">
              None yet. A test shows whether they arrive.
            </Text>
          ) : (
            <Table.ScrollContainer minWidth={640}>
              <Table verticalSpacing="xs" aria-label="Messages">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>When</Table.Th>
                    <Table.Th>To</Table.Th>
                    <Table.Th>Message</Table.Th>
                    <Table.Th>Became of it</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {all.map((one) => (
                    <Table.Tr key={one.id}>
                      <Table.Td>{ago(one.at, now)}</Table.Td>
                      <Table.Td className="as-typed">{one.destination}</Table.Td>
                      <Table.Td maw={320}>
                        <Link to={one.link}>{one.title}</Link>
                      </Table.Td>
                      <Table.Td maw={320}>
                        <Fate delivery={one} />
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          )
        }
      </Loaded>
    </Stack>
  );
}

function Fate({ delivery }: { delivery: Delivery }) {
  const { sign, color, word } = styles[delivery.state];
  const again = delivery.dueAt === null || delivery.attempts === 0 ? "" : `; again ${moment(delivery.dueAt)}`;
  return (
    <>
      <Badge variant="light" color={color} radius="sm" leftSection={<span aria-hidden>{sign}</span>}>
        {word}
      </Badge>
      {delivery.error !== "" && (
        <Text size="xs" c="dimmed">
          {delivery.error} (attempt {delivery.attempts}
          {again})
        </Text>
      )}
    </>
  );
}
