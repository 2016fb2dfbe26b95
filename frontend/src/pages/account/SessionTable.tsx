import { Button, Group, Stack, Table, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, client } from "../../api/client";
import { useForgetAnswers } from "../../api/useSession";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";
import { ProblemBox } from "../../components/ProblemBox";
import { useNow } from "../../components/useNow";
import { ago, moment } from "../../text/format";

async function end(id: string) {
  const { error } = await client.DELETE("/api/v1/sessions/{id}", { params: { path: { id } } });
  if (error) throw error;
}

async function endAll() {
  const { error } = await client.DELETE("/api/v1/sessions");
  if (error) throw error;
}

/** Where one is logged in; each can be ended, or all of them. */
export function SessionTable() {
  const sessions = api.useQuery("get", "/api/v1/sessions", {});
  const cache = useQueryClient();
  const forget = useForgetAnswers();
  const now = useNow();
  const one = useMutation({ mutationFn: end, onSuccess: () => cache.invalidateQueries() });
  const all = useMutation({ mutationFn: endAll, onSuccess: () => forget() });
  return (
    <Stack gap="xs" component="section" aria-label="Sessions">
      <Group justify="space-between">
        <Title order={2} size="h3">
          Sessions
        </Title>
        <Button size="xs" variant="default" loading={all.isPending} onClick={() => all.mutate()}>
          Log out everywhere
        </Button>
      </Group>
      {one.isError && <ProblemBox error={one.error} />}
      {all.isError && <ProblemBox error={all.error} />}
      <Loaded query={sessions} loading={<LoadingRows rows={2} />}>
        {({ sessions: places }) => (
          <Table.ScrollContainer minWidth={560}>
            <Table verticalSpacing="xs" aria-label="Where you are logged in">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Browser</Table.Th>
                  <Table.Th>Address</Table.Th>
                  <Table.Th>Since</Table.Th>
                  <Table.Th>Last seen</Table.Th>
                  <Table.Th />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {places.map((place) => (
                  <Table.Tr key={place.id}>
                    <Table.Td maw={320}>
                      {place.current && <strong>This one: </strong>}
                      {place.agent}
                    </Table.Td>
                    <Table.Td>{place.address}</Table.Td>
                    <Table.Td>{moment(place.since)}</Table.Td>
                    <Table.Td>{ago(place.lastSeenAt, now)}</Table.Td>
                    <Table.Td ta="right">
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={`End the session since ${moment(place.since)}`}
                        onClick={() => one.mutate(place.id)}
                      >
                        End
                      </Button>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </Loaded>
    </Stack>
  );
}
