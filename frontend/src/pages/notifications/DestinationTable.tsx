import { Button, Group, MultiSelect, Stack, Table, Text, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { client } from "../../api/client";
import type { Destination, NotifiedEvent } from "../../api/types";
import { ProblemBox } from "../../components/ProblemBox";
import { eventWord, kindWords } from "./eventWord";

async function choose({ id, events }: { id: string; events: string[] }) {
  const { error } = await client.PATCH("/api/v1/notifications/{id}", { params: { path: { id } }, body: { events } });
  if (error) throw error;
}

async function test(id: string) {
  const { error } = await client.POST("/api/v1/notifications/{id}/test", { params: { path: { id } } });
  if (error) throw error;
}

async function remove(id: string) {
  const { error } = await client.DELETE("/api/v1/notifications/{id}", { params: { path: { id } } });
  if (error) throw error;
}

type Props = { destinations: Destination[]; events: NotifiedEvent[] };

/** A row per destination: of what it is told, a test, and its end. */
export function DestinationTable({ destinations, events }: Props) {
  const cache = useQueryClient();
  const renew = () => cache.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith("/api/v1/notifications") });
  const change = useMutation({ mutationFn: choose, onSettled: renew });
  const send = useMutation({ mutationFn: test, onSuccess: renew });
  const end = useMutation({ mutationFn: remove, onSuccess: renew });
  if (destinations.length === 0) return null;
  return (
    <Stack gap="xs" component="section" aria-label="Destinations">
      <Title order={2} size="h3">
        Where you are told
      </Title>
      {change.isError && <ProblemBox error={change.error} />}
      {send.isError && <ProblemBox error={send.error} />}
      {end.isError && <ProblemBox error={end.error} />}
      <Table.ScrollContainer minWidth={760}>
        <Table verticalSpacing="xs" aria-label="Where you are told">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Name</Table.Th>
              <Table.Th>Where</Table.Th>
              <Table.Th>When</Table.Th>
              <Table.Th />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {destinations.map((one) => (
              <Table.Tr key={one.id}>
                <Table.Td className="as-typed" fw={600}>
                  {one.name}
                </Table.Td>
                <Table.Td maw={260} style={{ overflowWrap: "anywhere" }}>
                  {kindWords[one.kind]}
                  <Text size="xs" c="dimmed">
                    {one.target}
                  </Text>
                </Table.Td>
                <Table.Td w={340}>
                  <MultiSelect
                    aria-label={`When ${one.name} is told`}
                    data={events.map(({ id }) => ({ value: id, label: eventWord(id) }))}
                    value={one.events}
                    onChange={(chosen) => chosen.length > 0 && change.mutate({ id: one.id, events: chosen })}
                  />
                </Table.Td>
                <Table.Td>
                  <Group gap="xs" justify="flex-end" wrap="nowrap">
                    <Button
                      size="compact-sm"
                      variant="default"
                      loading={send.isPending && send.variables === one.id}
                      aria-label={`Send a test to ${one.name}`}
                      onClick={() => send.mutate(one.id)}
                    >
                      Test
                    </Button>
                    <Button size="compact-sm" variant="default" aria-label={`Remove ${one.name}`} onClick={() => end.mutate(one.id)}>
                      Remove
                    </Button>
                  </Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  );
}
