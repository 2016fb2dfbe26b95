import { Button, Group, NativeSelect, Stack, Table, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { client } from "../../api/client";
import type { Account, Role } from "../../api/types";
import { ProblemBox } from "../../components/ProblemBox";
import { moment } from "../../text/format";

const roles: Role[] = ["viewer", "submitter", "admin", "worker"];

type Change = { name: string; role?: Role; disabled?: boolean };

async function change({ name, ...body }: Change) {
  const { error } = await client.PATCH("/api/v1/accounts/{name}", { params: { path: { name } }, body });
  if (error) throw error;
}

async function logOut(name: string) {
  const { error } = await client.DELETE("/api/v1/accounts/{name}/sessions", { params: { path: { name } } });
  if (error) throw error;
}

/** A row per account, with its role to choose. */
export function PeopleTable({ accounts }: { accounts: Account[] }) {
  const cache = useQueryClient();
  const renew = () => cache.invalidateQueries({ queryKey: ["get", "/api/v1/accounts"] });
  const edit = useMutation({ mutationFn: change, onSettled: renew });
  const out = useMutation({ mutationFn: logOut, onSuccess: renew });
  return (
    <Stack gap="xs">
      {edit.isError && <ProblemBox error={edit.error} />}
      {out.isError && <ProblemBox error={out.error} />}
      {out.isSuccess && <Text role="status">{out.variables} is logged out everywhere ✓</Text>}
      <Table.ScrollContainer minWidth={640}>
        <Table verticalSpacing="xs" aria-label="Accounts">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Name</Table.Th>
              <Table.Th>Role</Table.Th>
              <Table.Th>Logs in by</Table.Th>
              <Table.Th>Since</Table.Th>
              <Table.Th />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {accounts.map((account) => (
              <Table.Tr key={account.name}>
                <Table.Td>
                  <Text fw={600}>{account.name}</Text>
                  <Text size="xs" c="dimmed">
                    {account.disabled ? "✗ locked" : account.displayName}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <NativeSelect
                    aria-label={`Role of ${account.name}`}
                    data={roles}
                    value={account.role}
                    onChange={(event) => edit.mutate({ name: account.name, role: event.currentTarget.value as Role })}
                  />
                </Table.Td>
                <Table.Td>{{ local: "password", proxy: "proxy", oidc: "OpenID Connect" }[account.origin]}</Table.Td>
                <Table.Td>{moment(account.createdAt)}</Table.Td>
                <Table.Td>
                  <Group gap="xs" justify="flex-end" wrap="nowrap">
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={`Log out ${account.name} everywhere`}
                      onClick={() => out.mutate(account.name)}
                    >
                      Log out
                    </Button>
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={`${account.disabled ? "Unlock" : "Lock"} ${account.name}`}
                      onClick={() => edit.mutate({ name: account.name, disabled: !account.disabled })}
                    >
                      {account.disabled ? "Unlock" : "Lock"}
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
