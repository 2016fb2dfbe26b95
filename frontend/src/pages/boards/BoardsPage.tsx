import { SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { api } from "../../api/client";
import { useDatasets } from "../../api/useDatasets";
import { EmptyNote } from "../../components/EmptyNote";
import { LinkButton } from "../../components/LinkButton";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";
import { PageHead } from "../../components/PageHead";
import { BoardCard } from "./BoardCard";
import { OtherDatasets } from "./OtherDatasets";

/** The data sets that have a board, and those that wait for their first run. */
export function BoardsPage() {
  const boards = api.useQuery("get", "/api/v1/boards", {}, { refetchInterval: 10_000 });
  const datasets = useDatasets();
  const known = new Map((datasets.data?.datasets ?? []).map((dataset) => [dataset.id, dataset]));
  const withBoard = boards.data?.boards ?? [];
  const others = [...known.values()].filter(({ id }) => !withBoard.some(({ dataset }) => dataset === id));
  return (
    <>
      <PageHead title="Boards" lead="One per data set: defenses ranked by accuracy and by what the attackers get." />
      <Stack gap="xl">
        <Loaded query={boards} loading={<LoadingRows rows={3} height={80} />}>
          {() =>
            withBoard.length === 0 && (
              <EmptyNote title="No board yet">
                <Text>A board appears with the first run that succeeds.</Text>
                <LinkButton to="/">Start with the demo</LinkButton>
              </EmptyNote>
            )
          }
        </Loaded>
        <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }}>
          {withBoard.map((board) => (
            <BoardCard key={board.dataset} board={board} dataset={known.get(board.dataset)} />
          ))}
        </SimpleGrid>
        {others.length > 0 && (
          <Stack gap="xs" component="section" aria-labelledby="others-title">
            <Title order={2} size="h4" id="others-title">
              Data sets without results
            </Title>
            <OtherDatasets datasets={others} />
          </Stack>
        )}
      </Stack>
    </>
  );
}
