import { Badge, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useParams, useSearchParams } from "react-router";
import { api } from "../../api/client";
import { CompareBar } from "../../components/CompareBar";
import { DatasetNotes } from "../../components/DatasetNotes";
import { EmptyNote } from "../../components/EmptyNote";
import { LinkButton } from "../../components/LinkButton";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";
import { PageHead } from "../../components/PageHead";
import { knowledgeOf } from "../../text/knowledge";
import { BoardFilters } from "./BoardFilters";
import { BoardTable } from "./BoardTable";
import { ExportMenu } from "./ExportMenu";
import { filtersIn, queryOf, withFilter } from "./filters";
import { TradeOffChart } from "./TradeOffChart";

const mostDrawn = 60;

/** One data set's leaderboard: the numbers, the trade-off as a picture, the pictures themselves. */
export function BoardPage() {
  const { dataset = "" } = useParams();
  const [search, setSearch] = useSearchParams();
  const filters = filtersIn(search);
  const [selected, setSelected] = useState<string[]>([]);
  const board = api.useQuery(
    "get",
    "/api/v1/boards/{dataset}",
    { params: { path: { dataset }, query: queryOf(filters) } },
    { refetchInterval: 10_000 },
  );
  const rows = board.data?.rows ?? [];
  const set = (next: Record<string, string>) => setSearch(next, { replace: true });
  return (
    <>
      <PageHead
        title={`Board: ${dataset}`}
        lead={<BoardLead isSynthetic={board.data?.synthetic ?? false} knowledge={board.data?.knowledge ?? ""} />}
      >
        <ExportMenu dataset={dataset} filters={filters} />
      </PageHead>
      <Stack>
        <DatasetNotes id={dataset} />
        {board.data && <BoardFilters board={board.data} filters={filters} onChange={set} />}
        <CompareBar selected={selected} onClear={() => setSelected([])} />
        <Loaded query={board} loading={<LoadingRows rows={6} height={64} />}>
          {() =>
            rows.length === 0 && (
              <EmptyNote title="Nothing to rank here yet">
                <Text>No run on this data set succeeded{Object.keys(queryOf(filters)).length > 0 ? " with these filters" : ""}.</Text>
                <LinkButton to={`/submit?dataset=${encodeURIComponent(dataset)}`}>Queue one</LinkButton>
              </EmptyNote>
            )
          }
        </Loaded>
        {rows.length > 0 && (
          <BoardTable rows={rows} constantGuess={board.data?.constantGuess ?? {}} selected={selected} onSelect={setSelected} />
        )}
        {rows.length > 1 && (
          <TradeOffChart
            rows={rows.slice(0, mostDrawn)}
            metric={filters.chart}
            onMetric={(metric) => set(withFilter(filters, "chart", metric))}
          />
        )}
      </Stack>
    </>
  );
}

function BoardLead({ isSynthetic, knowledge }: { isSynthetic: boolean; knowledge: string }) {
  return (
    <span>
      {isSynthetic && (
        <Badge variant="default" tt="none" mr={8}>
          synthetic data
        </Badge>
      )}
      Mean ± half of the 95 % interval over seeds. ↑ higher is better, ↓ lower is better for the defender.
      {knowledge !== "" &&
        ` The attacker learned from: ${knowledgeOf(knowledge).learnedFrom}. Attacked: ${knowledgeOf(knowledge).attacked}.`}
    </span>
  );
}
