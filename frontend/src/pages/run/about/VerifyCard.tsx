import { Button, Card, Group, Table, Text, Title } from "@mantine/core";
import { api } from "../../../api/client";
import { ProblemBox } from "../../../components/ProblemBox";

const verdicts = { OK: "✓ ok", DIFFERS: "✗ differs", NOT_CHECKED: "– not checked" };

/** Lets the service compute again what it can, and says for each thing what came out. */
export function VerifyCard({ run }: { run: string }) {
  const verify = api.useMutation("post", "/api/v1/runs/{id}/verify");
  const found = verify.data;
  return (
    <Card withBorder component="section" aria-label="Verify">
      <Group justify="space-between" mb="xs">
        <Title order={3} size="h5">
          Verify
        </Title>
        <Button size="xs" variant="default" loading={verify.isPending} onClick={() => verify.mutate({ params: { path: { id: run } } })}>
          Compute again
        </Button>
      </Group>
      <Text size="sm" c="dimmed" role="status">
        {found === undefined
          ? "Hashes of definition, data, encoder and pictures, and every metric that can be computed from what is stored."
          : found.ok
            ? "✓ Nothing differs."
            : "✗ Something is not what it was."}
      </Text>
      {found && (
        <Table variant="vertical" mt="xs" aria-label="What was compared">
          <Table.Tbody>
            {found.checks.map(({ what, verdict, detail }) => (
              <Table.Tr key={what}>
                <Table.Th style={{ overflowWrap: "anywhere" }}>{what}</Table.Th>
                <Table.Td style={{ overflowWrap: "anywhere" }}>
                  <Text size="sm" fw={verdict === "DIFFERS" ? 650 : undefined}>
                    {verdicts[verdict]}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {detail}
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {verify.isError && <ProblemBox error={verify.error} />}
    </Card>
  );
}
