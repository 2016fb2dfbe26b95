import { Button, Card, Stack, Text, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { Session } from "../../api/types";
import { ProblemBox } from "../../components/ProblemBox";
import { login } from "./login";

/** As whom the proxy in front has logged in. */
export function ProxyCard({ onLogin }: { onLogin: (session: Session) => Promise<void> }) {
  const enter = useMutation({ mutationFn: () => login({}), onSuccess: onLogin });
  return (
    <Card withBorder component="section" aria-label="As the proxy knows you">
      <Stack gap="sm">
        <Title order={2} size="h4">
          As the proxy knows you
        </Title>
        <Text size="sm">The proxy in front of the service has asked who you are.</Text>
        {enter.isError && <ProblemBox error={enter.error} />}
        <Button loading={enter.isPending} onClick={() => enter.mutate()}>
          Continue
        </Button>
      </Stack>
    </Card>
  );
}
