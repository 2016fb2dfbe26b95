import { PasswordInput, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Session } from "../../api/types";
import { FormCard } from "../../components/FormCard";
import { login } from "./login";

/** Name and password. */
export function PasswordCard({ onLogin }: { onLogin: (session: Session) => Promise<void> }) {
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const enter = useMutation({ mutationFn: () => login({ name, password }), onSuccess: onLogin });
  return (
    <FormCard title="With a password" button="Log in" sending={enter} isWhole={name !== "" && password !== ""}>
      <TextInput label="Name" autoComplete="username" value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <PasswordInput
        label="Password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
    </FormCard>
  );
}
