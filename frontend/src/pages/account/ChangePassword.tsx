import { PasswordInput, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../../api/client";
import { FormCard } from "../../components/FormCard";

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
    <FormCard
      title="Password"
      button="Change it"
      sending={change}
      isWhole={old !== "" && password !== ""}
      isQuiet
      after={change.isSuccess && <Text role="status">Changed ✓</Text>}
    >
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
    </FormCard>
  );
}
