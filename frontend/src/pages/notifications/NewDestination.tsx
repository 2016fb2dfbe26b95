import { Checkbox, Code, NativeSelect, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../../api/client";
import type { Destination, NotifiedEvent } from "../../api/types";
import { CopyText } from "../../components/CopyText";
import { FormCard } from "../../components/FormCard";
import { Notice } from "../../components/Notice";
import { kindWords } from "./eventWord";

type Kind = Destination["kind"];
type Wanted = { kind: Kind; name: string; target: string; events: string[] };

const nothing: Wanted = { kind: "webhook", name: "", target: "", events: ["study-finished", "run-failed"] };

const targets: Record<Kind, { label: string; description: string; placeholder: string }> = {
  webhook: {
    label: "Address",
    description: "Begins with https://; signed JSON is posted there",
    placeholder: "https://hooks.example.org/obscura",
  },
  slack: {
    label: "Address",
    description: "An incoming webhook of Slack, Mattermost, Rocket.Chat, …",
    placeholder: "https://hooks.slack.com/services/…",
  },
  email: { label: "Mailbox", description: "Plain text, no pictures", placeholder: "ada@example.org" },
};

async function add(body: Wanted) {
  const { data, error } = await client.POST("/api/v1/notifications", { body });
  if (error) throw error;
  return data;
}

/** Adds a destination; of a webhook it shows the secret, once. */
export function NewDestination({ events, mail }: { events: NotifiedEvent[]; mail: boolean }) {
  const [wanted, setWanted] = useState(nothing);
  const cache = useQueryClient();
  const make = useMutation({
    mutationFn: () => add(wanted),
    onSuccess: () => {
      setWanted({ ...nothing, kind: wanted.kind });
      void cache.invalidateQueries({ queryKey: ["get", "/api/v1/notifications"] });
    },
  });
  const target = targets[wanted.kind];
  const kinds = (Object.keys(kindWords) as Kind[]).filter((kind) => kind !== "email" || mail);
  return (
    <FormCard
      title="A new destination"
      button="Add it"
      sending={make}
      isWhole={wanted.name.trim() !== "" && wanted.target.trim() !== "" && wanted.events.length > 0}
      after={make.data?.secret && <Secret text={make.data.secret} />}
    >
      <SimpleGrid cols={{ base: 1, md: 3 }}>
        <NativeSelect
          label="Kind"
          description={mail ? undefined : "This service sends no mails: see docs/notifications.md"}
          data={kinds.map((kind) => ({ value: kind, label: kindWords[kind] }))}
          value={wanted.kind}
          onChange={(event) => setWanted({ ...wanted, kind: event.currentTarget.value as Kind })}
        />
        <TextInput
          label="Destination name"
          description="So that you know it again"
          placeholder="our channel"
          value={wanted.name}
          onChange={(event) => setWanted({ ...wanted, name: event.currentTarget.value })}
        />
        <TextInput {...target} value={wanted.target} onChange={(event) => setWanted({ ...wanted, target: event.currentTarget.value })} />
      </SimpleGrid>
      <Checkbox.Group label="Tell me when" value={wanted.events} onChange={(chosen) => setWanted({ ...wanted, events: chosen })}>
        <Stack gap="xs" mt="xs">
          {events.map(({ id, meaning }) => (
            <Checkbox key={id} value={id} label={meaning} />
          ))}
        </Stack>
      </Checkbox.Group>
    </FormCard>
  );
}

function Secret({ text }: { text: string }) {
  return (
    <Notice role="status" color="iris" sign="!" title="Copy the secret now: it is shown this one time">
      <Stack gap="xs" align="flex-start">
        <Code style={{ overflowWrap: "anywhere" }}>{text}</Code>
        <CopyText text={text}>Copy the secret</CopyText>
        <Text size="sm">With it the receiver checks the header webhook-signature, as any library of Standard Webhooks does.</Text>
      </Stack>
    </Notice>
  );
}
