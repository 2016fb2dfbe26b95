import { Button, Group, NumberInput, Stack, Table, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../../api/client";
import type { HolderUsage } from "../../api/types";
import { ProblemBox } from "../../components/ProblemBox";
import { resourceTitle, standing } from "../../text/quota";
import { usageInWords } from "../../text/usage";

const bytesPerGigabyte = 1024 ** 3;

type Limits = { queuedRuns: number | null; processorHours: number | null; cardHours: number | null; storedBytes: number | null };

async function set({ of, name, limits }: { of: HolderUsage["of"]; name: string; limits: Limits }) {
  const sent = { params: { path: { name } }, body: limits };
  const { error } =
    of === "account" ? await client.PUT("/api/v1/quotas/accounts/{name}", sent) : await client.PUT("/api/v1/quotas/projects/{name}", sent);
  if (error) throw error;
}

/** A row per account and project: what is used, and fields for what may be. */
export function HolderTable({ holders, days }: { holders: HolderUsage[]; days: number }) {
  const cache = useQueryClient();
  const edit = useMutation({
    mutationFn: set,
    onSuccess: () => cache.invalidateQueries({ queryKey: ["get", "/api/v1/quotas"] }),
  });
  return (
    <Stack gap="xs">
      {edit.isError && <ProblemBox error={edit.error} />}
      {edit.isSuccess && <Text role="status">The quota of {edit.variables.name} is set ✓</Text>}
      <Text size="xs" c="dimmed">
        Hours count for {days} days, also those of runs that were deleted.
      </Text>
      <Table.ScrollContainer minWidth={720}>
        <Table verticalSpacing="xs" aria-label="Quotas">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Whose</Table.Th>
              <Table.Th>Used</Table.Th>
              <Table.Th>Set to</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {holders.map((holder) => (
              <Table.Tr key={holder.of + holder.name} style={{ verticalAlign: "top" }}>
                <Table.Td>
                  <Text fw={600}>{holder.name}</Text>
                  <Text size="xs" c="dimmed">
                    {holder.of}
                  </Text>
                </Table.Td>
                <Table.Td>
                  {holder.quotas.map((line) => (
                    <Text key={line.resource} size="sm">
                      {line.exceeded && "✗ "}
                      {resourceTitle(line.resource)}: {standing(line)}
                    </Text>
                  ))}
                  <Text size="xs" c="dimmed">
                    {usageInWords(holder.used)}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <LimitFields holder={holder} onSet={(limits) => edit.mutate({ of: holder.of, name: holder.name, limits })} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  );
}

const fields = [
  ["queuedRuns", "Runs"],
  ["processorHours", "Proc. h"],
  ["cardHours", "Card h"],
  ["storedBytes", "GB"],
] as const;

function LimitFields({ holder, onSet }: { holder: HolderUsage; onSet: (limits: Limits) => void }) {
  const { storedBytes, ...others } = holder.set;
  const [typed, setTyped] = useState<Partial<Record<keyof Limits, number | string | null>>>({
    ...others,
    storedBytes: storedBytes == null ? null : storedBytes / bytesPerGigabyte,
  });
  const read = (field: keyof Limits) => (typeof typed[field] === "number" ? typed[field] : null);
  const gigabytes = read("storedBytes");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSet({
          queuedRuns: read("queuedRuns"),
          processorHours: read("processorHours"),
          cardHours: read("cardHours"),
          storedBytes: gigabytes === null ? null : Math.round(gigabytes * bytesPerGigabyte),
        });
      }}
    >
      <Group gap={4} wrap="nowrap" align="flex-end">
        {fields.map(([field, label]) => (
          <NumberInput
            key={field}
            size="xs"
            w={78}
            hideControls
            min={0}
            allowDecimal={field !== "queuedRuns"}
            label={label}
            aria-label={`${label} of ${holder.name}`}
            value={typed[field] ?? ""}
            onChange={(value) => setTyped({ ...typed, [field]: value })}
          />
        ))}
        <Button type="submit" size="xs" variant="default">
          Set
        </Button>
      </Group>
    </form>
  );
}
