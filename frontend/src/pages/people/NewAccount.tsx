import { NativeSelect, PasswordInput, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../../api/client";
import type { Role } from "../../api/types";
import { FormCard } from "../../components/FormCard";

type Wanted = { name: string; displayName: string; role: Role; password: string };

/** Who logs in to nothing needs no password. */
const logsIn = (wanted: Wanted) => wanted.role !== "worker";

const nobody: Wanted = { name: "", displayName: "", role: "submitter", password: "" };

async function create(wanted: Wanted) {
  const body = { ...wanted, password: logsIn(wanted) ? wanted.password : null };
  const { error } = await client.POST("/api/v1/accounts", { body });
  if (error) throw error;
}

/** Lets somebody in, with a first password. */
export function NewAccount() {
  const [wanted, setWanted] = useState(nobody);
  const cache = useQueryClient();
  const make = useMutation({
    mutationFn: () => create(wanted),
    onSuccess: () => {
      setWanted(nobody);
      void cache.invalidateQueries({ queryKey: ["get", "/api/v1/accounts"] });
    },
  });
  return (
    <FormCard
      title="A new account"
      button="Make the account"
      sending={make}
      isWhole={wanted.name !== "" && (wanted.password !== "" || !logsIn(wanted))}
      after={make.isSuccess && <Text role="status">Made ✓</Text>}
    >
      <TextInput
        label="Account name"
        description="Lower case letters, digits and . _ @ -"
        autoComplete="off"
        value={wanted.name}
        onChange={(event) => setWanted({ ...wanted, name: event.currentTarget.value })}
      />
      <TextInput
        label="Shown as (optional)"
        value={wanted.displayName}
        onChange={(event) => setWanted({ ...wanted, displayName: event.currentTarget.value })}
      />
      <NativeSelect
        label="Role"
        data={["viewer", "submitter", "admin", "worker"]}
        value={wanted.role}
        onChange={(event) => setWanted({ ...wanted, role: event.currentTarget.value as Role })}
      />
      {logsIn(wanted) ? (
        <PasswordInput
          label="First password"
          description="At least 12 characters; they change it on their page Account"
          autoComplete="new-password"
          value={wanted.password}
          onChange={(event) => setWanted({ ...wanted, password: event.currentTarget.value })}
        />
      ) : (
        <Text size="sm">A worker logs in to nothing. Make its token with POST /api/v1/tokens, naming this account.</Text>
      )}
    </FormCard>
  );
}
