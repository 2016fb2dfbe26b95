import { Badge, Stack, Text } from "@mantine/core";
import { useMemo, useState } from "react";
import { useParams, useSearchParams } from "react-router";
import { api } from "../../api/client";
import { exportUrl } from "../../api/links";
import type { Board } from "../../api/types";
import { CompareBar } from "../../components/CompareBar";
import { DatasetNotes } from "../../components/DatasetNotes";
import { EmptyNote } from "../../components/EmptyNote";
import { ExportMenu } from "../../components/ExportMenu";
import { LinkButton } from "../../components/LinkButton";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";
import { PageHead } from "../../components/PageHead";
import { percent } from "../../text/format";
import { knowledgeOf } from "../../text/knowledge";
import { BoardFilters } from "./BoardFilters";
import { BoardTable } from "./BoardTable";
import { FamilyTable } from "./FamilyTable";
import { filtersIn, isNarrowed, queryOf, withFilters } from "./filters";
import { StabilityChart } from "./pictures/StabilityChart";
import { TradeOffChart } from "./pictures/TradeOffChart";

const mostDrawn = 60;
const noRows: Board["rows"] = [];

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
    {
      refetchInterval: 10_000,
      // Another order or choice of the same board takes the place of this one when it is there: the focus stays where it was.
      placeholderData: (earlier) => (earlier?.dataset === dataset ? earlier : undefined),
    },
  );
  const [known, setKnown] = useState<Board>();
  if (board.data !== undefined && board.data !== known) setKnown(board.data);
  const choices = board.data ?? (known?.dataset === dataset ? known : undefined); // a choice that is refused can be taken back
  const rows = board.data?.rows ?? noRows;
  const drawn = useMemo(() => rows.slice(0, mostDrawn), [rows]);
  const set = (next: Record<string, string>) => setSearch(next, { replace: true });
  return (
    <>
      <PageHead title={`Board: ${dataset}`} lead={<BoardLead board={board.data} />}>
        <ExportMenu urlOf={(format) => exportUrl(dataset, format, queryOf(filters))} />
      </PageHead>
      <Stack>
        <DatasetNotes id={dataset} />
        {choices && <BoardFilters board={choices} filters={filters} onChange={set} />}
        <CompareBar selected={selected} onClear={() => setSelected([])} />
        <Loaded query={board} loading={<LoadingRows rows={6} height={64} />}>
          {() =>
            rows.length === 0 && (
              <EmptyNote title="Nothing to rank here yet">
                <Text>No run on this data set succeeded{isNarrowed(filters) ? " with these filters" : ""}.</Text>
                <LinkButton to={`/submit?dataset=${encodeURIComponent(dataset)}`}>Queue one</LinkButton>
              </EmptyNote>
            )
          }
        </Loaded>
        {board.data && board.data.families.length > 0 && (
          <FamilyTable board={board.data} onOffset={(offset) => set(withFilters(filters, { offset }))} />
        )}
        {board.data && rows.length > 0 && (
          <BoardTable
            board={board.data}
            sorting={filters}
            onSort={({ sort, order }) => set(withFilters(filters, { sort, order }))}
            selected={selected}
            onSelect={setSelected}
          />
        )}
        {board.data && rows.length > 1 && (
          <TradeOffChart
            board={board.data}
            rows={drawn}
            metric={filters.chart}
            onMetric={(chart) => set(withFilters(filters, { chart }))}
            isLog={filters.log === "1"}
            onLog={(isLog) => set(withFilters(filters, { log: isLog ? "1" : "" }))}
          />
        )}
        {board.data && <StabilityChart board={board.data} />}
      </Stack>
    </>
  );
}

function BoardLead({ board }: { board: Board | undefined }) {
  const knowledge = board?.knowledge ?? "";
  const { share, low, high } = board?.hypervolume ?? { share: undefined, low: null, high: null };
  return (
    <span>
      {board?.synthetic && (
        <Badge variant="default" tt="none" mr={8}>
          synthetic data
        </Badge>
      )}
      Mean ± half of the 95 % interval over seeds. ↑ higher is better, ↓ lower is better for the defender.
      {knowledge !== "" &&
        ` The attacker learned from: ${knowledgeOf(knowledge).learnedFrom}. Attacked: ${knowledgeOf(knowledge).attacked}.`}
      {share !== undefined &&
        ` Hypervolume of the rows: ${percent(share)}${low === null || high === null ? "" : ` (${percent(low)} to ${percent(high)})`} of what a perfect defense would cover.`}
    </span>
  );
}
