import { Button, Card, NativeSelect, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../../api/client";
import type { Role } from "../../api/types";
import { ProblemBox } from "../../components/ProblemBox";

type Wanted = { name: string; displayName: string; role: Role; password: string };

const nobody: Wanted = { name: "", displayName: "", role: "submitter", password: "" };

async function create(body: Wanted) {
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
    <Card withBorder component="section" aria-label="A new account">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <Stack gap="sm">
          <Title order={2} size="h4">
            A new account
          </Title>
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
          <PasswordInput
            label="First password"
            description="At least 12 characters; they change it on their page Account"
            autoComplete="new-password"
            value={wanted.password}
            onChange={(event) => setWanted({ ...wanted, password: event.currentTarget.value })}
          />
          {make.isError && <ProblemBox error={make.error} />}
          {make.isSuccess && <Text role="status">Made ✓</Text>}
          <Button type="submit" loading={make.isPending} disabled={wanted.name === "" || wanted.password === ""}>
            Make the account
          </Button>
        </Stack>
      </form>
    </Card>
  );
}
