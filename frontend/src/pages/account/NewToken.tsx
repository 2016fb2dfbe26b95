import { Code, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../../api/client";
import type { Role } from "../../api/types";
import { CopyText } from "../../components/CopyText";
import { Notice } from "../../components/Notice";
import { FormCard } from "../../components/FormCard";
import { scopesOf } from "./scopesOf";

const days = ["7", "30", "90", "365"];

async function create(wanted: { name: string; scope: Role; days: number }): Promise<string> {
  const { data, error } = await client.POST("/api/v1/tokens", { body: wanted });
  if (error) throw error;
  return data.secret;
}

/** Makes a token and shows its secret, once. */
export function NewToken({ role }: { role: Role }) {
  const [name, setName] = useState("");
  const [scope, setScope] = useState<Role>(role === "admin" ? "submitter" : role);
  const [life, setLife] = useState("90");
  const cache = useQueryClient();
  const make = useMutation({
    mutationFn: () => create({ name, scope, days: Number(life) }),
    onSuccess: () => {
      setName("");
      void cache.invalidateQueries({ queryKey: ["get", "/api/v1/tokens"] });
    },
  });
  return (
    <FormCard
      title="A new token"
      button="Make the token"
      sending={make}
      isWhole={name.trim() !== ""}
      after={
        make.data !== undefined && (
          <Notice role="status" color="iris" sign="!" title="Copy it now: it is shown this one time">
            <Stack gap="xs" align="flex-start">
              <Code style={{ overflowWrap: "anywhere" }}>{make.data}</Code>
              <CopyText text={make.data}>Copy the token</CopyText>
              <Text size="sm">
                curl sends it as <Code>-H &quot;Authorization: Bearer obs_…&quot;</Code>, Swagger UI takes it behind Authorize.
              </Text>
            </Stack>
          </Notice>
        )
      }
    >
      <TextInput label="Token name" placeholder="laptop" value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <NativeSelect
        label="It may do what this role may"
        data={scopesOf(role)}
        value={scope}
        onChange={(event) => setScope(event.currentTarget.value as Role)}
      />
      <NativeSelect label="For how many days" data={days} value={life} onChange={(event) => setLife(event.currentTarget.value)} />
    </FormCard>
  );
}
