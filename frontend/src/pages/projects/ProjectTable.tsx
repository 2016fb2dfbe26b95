import { Button, Group, Stack, Table, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../../api/client";
import type { Project } from "../../api/types";
import { ProblemBox } from "../../components/ProblemBox";
import { moment } from "../../text/format";
import { memberList } from "./memberList";

async function setMembers({ name, members }: { name: string; members: string[] }) {
  const { error } = await client.PATCH("/api/v1/projects/{name}", { params: { path: { name } }, body: { members } });
  if (error) throw error;
}

async function remove(name: string) {
  const { error } = await client.DELETE("/api/v1/projects/{name}", { params: { path: { name } } });
  if (error) throw error;
}

/** A row per project with its members; admins edit them. */
export function ProjectTable({ projects, isEditable }: { projects: Project[]; isEditable: boolean }) {
  const cache = useQueryClient();
  const renew = () => cache.invalidateQueries({ queryKey: ["get", "/api/v1/projects"] });
  const edit = useMutation({ mutationFn: setMembers, onSuccess: renew });
  const gone = useMutation({ mutationFn: remove, onSuccess: renew });
  return (
    <Stack gap="xs">
      {edit.isError && <ProblemBox error={edit.error} />}
      {gone.isError && <ProblemBox error={gone.error} />}
      <Table.ScrollContainer minWidth={640}>
        <Table verticalSpacing="xs" aria-label="Projects">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Project</Table.Th>
              <Table.Th>Members</Table.Th>
              <Table.Th ta="right">Experiments</Table.Th>
              <Table.Th>Since</Table.Th>
              {isEditable && <Table.Th />}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {projects.map((project) => (
              <Table.Tr key={project.name}>
                <Table.Td>
                  <Text fw={600}>{project.name}</Text>
                  <Text size="xs" c="dimmed">
                    {project.title}
                  </Text>
                </Table.Td>
                <Table.Td>
                  {isEditable ? (
                    <Members
                      key={project.members.join()}
                      project={project}
                      onSave={(members) => edit.mutate({ name: project.name, members })}
                    />
                  ) : (
                    project.members.join(", ")
                  )}
                </Table.Td>
                <Table.Td ta="right">{project.experiments}</Table.Td>
                <Table.Td>{moment(project.createdAt)}</Table.Td>
                {isEditable && (
                  <Table.Td ta="right">
                    <Button
                      size="compact-sm"
                      variant="default"
                      disabled={project.experiments > 0}
                      aria-label={`Delete the project ${project.name}`}
                      onClick={() => gone.mutate(project.name)}
                    >
                      Delete
                    </Button>
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  );
}

function Members({ project, onSave }: { project: Project; onSave: (members: string[]) => void }) {
  const before = project.members.join(", ");
  const [text, setText] = useState(before);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSave(memberList(text));
      }}
    >
      <Group gap="xs" wrap="nowrap">
        <TextInput
          size="xs"
          miw={180}
          aria-label={`Members of ${project.name}`}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" size="compact-sm" variant="default" disabled={text === before}>
          Save
        </Button>
      </Group>
    </form>
  );
}
