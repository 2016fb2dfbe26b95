import { Anchor, Center, Table, Text } from "@mantine/core";
import { Link, useSearchParams } from "react-router";
import { api } from "../../api/client";
import { EmptyNote } from "../../components/EmptyNote";
import { LinkButton } from "../../components/LinkButton";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";
import { PageHead } from "../../components/PageHead";
import { ProgressBadge } from "../../components/ProgressBadge";
import { ProgressText } from "../../components/ProgressText";
import { useNow } from "../../components/useNow";
import { ago, moment } from "../../text/format";

/** All studies and how far they are. Which page of the list is shown stands in the address. */
export function StudiesPage() {
  const [search] = useSearchParams();
  const after = search.get("after") ?? "";
  const now = useNow();
  const answer = api.useQuery("get", "/api/v1/studies", { params: { query: after === "" ? {} : { after } } }, { refetchInterval: 5_000 });
  return (
    <>
      <PageHead title="Studies" lead="Many experiments from lists of values, posted as one. Newest first.">
        <LinkButton to="/vary">New study</LinkButton>
      </PageHead>
      <Loaded query={answer} loading={<LoadingRows rows={6} />}>
        {({ studies, next }) =>
          studies.length === 0 ? (
            <EmptyNote title="No studies yet">
              <Text>A study varies what you choose of an experiment: strengths, defenses, data sets, seeds.</Text>
              <LinkButton to="/vary">Vary an experiment</LinkButton>
            </EmptyNote>
          ) : (
            <>
              <Table.ScrollContainer minWidth={340}>
                <Table verticalSpacing="sm" highlightOnHover aria-label="Studies">
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>Study</Table.Th>
                      <Table.Th>Progress</Table.Th>
                      <Table.Th visibleFrom="sm">Submitter</Table.Th>
                      <Table.Th visibleFrom="sm">Posted</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {studies.map((study) => (
                      <Table.Tr key={study.id}>
                        <Table.Td>
                          <Anchor component={Link} to={`/studies/${study.id}`} fw={600}>
                            {study.name}
                          </Anchor>
                          <Text size="xs" c="dimmed" mb={4}>
                            {study.cells} {study.cells === 1 ? "experiment" : "experiments"}
                          </Text>
                          <ProgressBadge state={study.progress.state} />
                        </Table.Td>
                        <Table.Td>
                          <ProgressText progress={study.progress} name={study.name} />
                        </Table.Td>
                        <Table.Td visibleFrom="sm">{study.submitter}</Table.Td>
                        <Table.Td visibleFrom="sm" title={moment(study.createdAt)}>
                          {ago(study.createdAt, now)}
                        </Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </Table.ScrollContainer>
              {next !== null && (
                <Center mt="md">
                  <LinkButton variant="default" to={`/studies?after=${encodeURIComponent(next)}`}>
                    Older studies
                  </LinkButton>
                </Center>
              )}
            </>
          )
        }
      </Loaded>
    </>
  );
}
