import { Button, Card, PasswordInput, Stack, Text, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../../api/client";
import { ProblemBox } from "../../components/ProblemBox";

/** The old password and a new one. */
export function ChangePassword() {
  const [old, setOld] = useState("");
  const [password, setPassword] = useState("");
  const change = useMutation({
    mutationFn: async () => {
      const { error } = await client.POST("/api/v1/session/password", { body: { old, password } });
      if (error) throw error;
    },
    onSuccess: () => {
      setOld("");
      setPassword("");
    },
  });
  return (
    <Card withBorder component="section" aria-label="Password">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate();
        }}
      >
        <Stack gap="sm">
          <Title order={2} size="h4">
            Password
          </Title>
          <PasswordInput
            label="The old one"
            autoComplete="current-password"
            value={old}
            onChange={(event) => setOld(event.currentTarget.value)}
          />
          <PasswordInput
            label="A new one"
            description="At least 12 characters; your other sessions end"
            autoComplete="new-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {change.isError && <ProblemBox error={change.error} />}
          {change.isSuccess && <Text role="status">Changed ✓</Text>}
          <Button type="submit" variant="default" loading={change.isPending} disabled={old === "" || password === ""}>
            Change it
          </Button>
        </Stack>
      </form>
    </Card>
  );
}
