import { Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../../api/client";
import { FormCard } from "../../components/FormCard";
import { memberList } from "./memberList";

const nothing = { name: "", title: "", members: "" };

async function create({ name, title, members }: typeof nothing) {
  const { error } = await client.POST("/api/v1/projects", { body: { name, title, members: memberList(members) } });
  if (error) throw error;
}

/** Makes a project. */
export function NewProject() {
  const [wanted, setWanted] = useState(nothing);
  const cache = useQueryClient();
  const make = useMutation({
    mutationFn: () => create(wanted),
    onSuccess: () => {
      setWanted(nothing);
      void cache.invalidateQueries({ queryKey: ["get", "/api/v1/projects"] });
    },
  });
  return (
    <FormCard
      title="A new project"
      button="Make the project"
      sending={make}
      isWhole={wanted.name !== ""}
      after={make.isSuccess && <Text role="status">Made ✓</Text>}
    >
      <TextInput
        label="Project name"
        description="Lower case letters, digits and . _ -; it stays"
        value={wanted.name}
        onChange={(event) => setWanted({ ...wanted, name: event.currentTarget.value })}
      />
      <TextInput
        label="Title (optional)"
        value={wanted.title}
        onChange={(event) => setWanted({ ...wanted, title: event.currentTarget.value })}
      />
      <TextInput
        label="Members"
        description="Names of accounts: ada, ben"
        value={wanted.members}
        onChange={(event) => setWanted({ ...wanted, members: event.currentTarget.value })}
      />
    </FormCard>
  );
}
