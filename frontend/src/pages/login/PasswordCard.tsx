import { Button, Card, PasswordInput, Stack, TextInput, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Session } from "../../api/types";
import { ProblemBox } from "../../components/ProblemBox";
import { login } from "./login";

/** Name and password. */
export function PasswordCard({ onLogin }: { onLogin: (session: Session) => Promise<void> }) {
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const enter = useMutation({ mutationFn: () => login({ name, password }), onSuccess: onLogin });
  return (
    <Card withBorder component="section" aria-label="With a password">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          enter.mutate();
        }}
      >
        <Stack gap="sm">
          <Title order={2} size="h4">
            With a password
          </Title>
          <TextInput label="Name" autoComplete="username" value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {enter.isError && <ProblemBox error={enter.error} />}
          <Button type="submit" loading={enter.isPending} disabled={name === "" || password === ""}>
            Log in
          </Button>
        </Stack>
      </form>
    </Card>
  );
}
