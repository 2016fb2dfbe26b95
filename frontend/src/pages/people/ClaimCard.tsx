import { NativeSelect, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../../api/client";
import { FormCard } from "../../components/FormCard";
import { counted } from "../../text/counted";

async function claim(name: string, submitter: string): Promise<number> {
  const { data, error } = await client.POST("/api/v1/accounts/{name}/claims", { params: { path: { name } }, body: { submitter } });
  if (error) throw error;
  return data.rows;
}

/** Gives an account what somebody submitted before there were accounts. */
export function ClaimCard({ names }: { names: string[] }) {
  const [chosen, setChosen] = useState("");
  const [submitter, setSubmitter] = useState("");
  const name = chosen === "" ? (names[0] ?? "") : chosen;
  const give = useMutation({ mutationFn: () => claim(name, submitter) });
  return (
    <FormCard
      title="Older rows"
      button="Give them"
      sending={give}
      isWhole={submitter !== "" && name !== ""}
      isQuiet
      after={give.isSuccess && <Text role="status">{counted(give.data, "row")} given ✓</Text>}
    >
      <Text size="sm">
        What was submitted without accounts belongs to nobody. Give it to an account; the name that is shown beside it stays.
      </Text>
      <TextInput
        label="Submitter"
        description="As the list of runs shows it"
        value={submitter}
        onChange={(event) => setSubmitter(event.currentTarget.value)}
      />
      <NativeSelect label="Account" data={names} value={name} onChange={(event) => setChosen(event.currentTarget.value)} />
    </FormCard>
  );
}
