import { Button, Group, Table, Text, TextInput } from "@mantine/core";
import { keepPreviousData } from "@tanstack/react-query";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { api } from "../../api/client";
import { EmptyNote } from "../../components/EmptyNote";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";
import { PageHead } from "../../components/PageHead";
import { moment } from "../../text/format";

const pageSize = 50;

/** Who did what, from where; for admins. Filters are in the address. */
export function AuditPage() {
  const [search, setSearch] = useSearchParams();
  const [before, setBefore] = useState<number>();
  const actor = search.get("actor") ?? "";
  const action = search.get("action") ?? "";
  const query = { actor, action, limit: pageSize, ...(before === undefined ? {} : { before }) };
  const audit = api.useQuery("get", "/api/v1/audit", { params: { query } }, { placeholderData: keepPreviousData });
  const filter = (name: string, value: string) => {
    setBefore(undefined);
    const next = new URLSearchParams(search);
    if (value === "") next.delete(name);
    else next.set(name, value);
    setSearch(next, { replace: true });
  };
  return (
    <>
      <PageHead title="Audit" lead="Logins, tokens, accounts, deletions, exports and switches of the queue. Nothing here can be changed." />
      <Group mb="md" align="flex-end">
        <TextInput label="Who" value={actor} onChange={(event) => filter("actor", event.currentTarget.value)} />
        <TextInput
          label="What"
          placeholder="token-created"
          value={action}
          onChange={(event) => filter("action", event.currentTarget.value)}
        />
      </Group>
      <Loaded query={audit} loading={<LoadingRows rows={8} />}>
        {({ lines, next }) =>
          lines.length === 0 ? (
            <EmptyNote title="Nothing of this kind">No line has this name and this action.</EmptyNote>
          ) : (
            <>
              <Table.ScrollContainer minWidth={680}>
                <Table verticalSpacing={4} aria-label="Audit">
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>When</Table.Th>
                      <Table.Th>Who</Table.Th>
                      <Table.Th>From</Table.Th>
                      <Table.Th>What</Table.Th>
                      <Table.Th>Which</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {lines.map((line) => (
                      <Table.Tr key={line.id}>
                        <Table.Td>{moment(line.at)}</Table.Td>
                        <Table.Td>{line.actor}</Table.Td>
                        <Table.Td>{line.address}</Table.Td>
                        <Table.Td>{line.action}</Table.Td>
                        <Table.Td className="as-typed">
                          {line.subject}
                          <Text size="xs" c="dimmed">
                            {line.detail}
                          </Text>
                        </Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </Table.ScrollContainer>
              <Group mt="md">
                <Button variant="default" disabled={before === undefined} onClick={() => setBefore(undefined)}>
                  Newest
                </Button>
                <Button variant="default" disabled={next === null} onClick={() => setBefore(next ?? undefined)}>
                  Older
                </Button>
              </Group>
            </>
          )
        }
      </Loaded>
    </>
  );
}
