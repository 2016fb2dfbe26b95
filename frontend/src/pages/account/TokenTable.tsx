import { Button, Stack, Table, Text, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, client } from "../../api/client";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";
import { ProblemBox } from "../../components/ProblemBox";
import { useNow } from "../../components/useNow";
import { ago, moment } from "../../text/format";

async function revoke(id: string) {
  const { error } = await client.DELETE("/api/v1/tokens/{id}", { params: { path: { id } } });
  if (error) throw error;
}

/** Own tokens, without their secrets. */
export function TokenTable() {
  const tokens = api.useQuery("get", "/api/v1/tokens", {});
  const cache = useQueryClient();
  const now = useNow();
  const end = useMutation({ mutationFn: revoke, onSuccess: () => cache.invalidateQueries({ queryKey: ["get", "/api/v1/tokens"] }) });
  return (
    <Stack gap="xs" component="section" aria-label="Tokens">
      <Title order={2} size="h3">
        Tokens
      </Title>
      {end.isError && <ProblemBox error={end.error} />}
      <Loaded query={tokens} loading={<LoadingRows rows={2} />}>
        {({ tokens: all }) =>
          all.length === 0 ? (
            <Text c="dimmed" size="sm">
              None yet. curl, Swagger UI and scripts send one.
            </Text>
          ) : (
            <Table.ScrollContainer minWidth={560}>
              <Table verticalSpacing="xs" aria-label="Your tokens">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>Name</Table.Th>
                    <Table.Th>May</Table.Th>
                    <Table.Th>Last used</Table.Th>
                    <Table.Th>Until</Table.Th>
                    <Table.Th />
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {all.map((token) => (
                    <Table.Tr key={token.id}>
                      <Table.Td className="as-typed">{token.name}</Table.Td>
                      <Table.Td>{token.scope}</Table.Td>
                      <Table.Td>{token.lastUsedAt === null ? "never" : ago(token.lastUsedAt, now)}</Table.Td>
                      <Table.Td>{token.expired ? "expired" : moment(token.expiresAt)}</Table.Td>
                      <Table.Td ta="right">
                        <Button
                          size="compact-sm"
                          variant="default"
                          aria-label={`Revoke ${token.name}`}
                          onClick={() => end.mutate(token.id)}
                        >
                          Revoke
                        </Button>
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
