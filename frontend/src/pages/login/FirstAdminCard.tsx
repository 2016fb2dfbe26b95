import { Code, PasswordInput, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../../api/client";
import type { Session } from "../../api/types";
import { FormCard } from "../../components/FormCard";
import { login } from "./login";

type Wanted = { token: string; name: string; password: string };

async function makeAdmin({ token, name, password }: Wanted): Promise<Session> {
  const { error } = await client.POST("/api/v1/accounts", {
    headers: { Authorization: `Bearer ${token.trim()}` },
    body: { name, password, role: "admin" },
  });
  if (error) throw error;
  return login({ name, password });
}

/** While there is no admin: a token that only the owner of the service can read makes the first. */
export function FirstAdminCard({ onLogin }: { onLogin: (session: Session) => Promise<void> }) {
  const [wanted, setWanted] = useState<Wanted>({ token: "", name: "", password: "" });
  const make = useMutation({ mutationFn: () => makeAdmin(wanted), onSuccess: onLogin });
  const isWhole = Object.values(wanted).every((text) => text !== "");
  return (
    <FormCard title="The first admin" button="Make the first admin" sending={make} isWhole={isWhole}>
      <Text size="sm">
        Nobody can log in yet. The file <Code>bootstrap-token</Code> in the service&apos;s folder (<Code>obscura.home</Code>) holds a token
        that makes the first account.
      </Text>
      <PasswordInput
        label="Token"
        autoComplete="off"
        value={wanted.token}
        onChange={(event) => setWanted({ ...wanted, token: event.currentTarget.value })}
      />
      <TextInput
        label="Name"
        description="Lower case, stays for good"
        autoComplete="username"
        value={wanted.name}
        onChange={(event) => setWanted({ ...wanted, name: event.currentTarget.value })}
      />
      <PasswordInput
        label="Password"
        description="At least 12 characters; four words are easy to keep"
        autoComplete="new-password"
        value={wanted.password}
        onChange={(event) => setWanted({ ...wanted, password: event.currentTarget.value })}
      />
    </FormCard>
  );
}
