import { Button, Center, Stack } from "@mantine/core";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { EmptyNote } from "../../components/EmptyNote";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";
import { PageHead } from "../../components/PageHead";
import { RunTable } from "../../components/runTable/RunTable";
import { BulkBar } from "./bulk/BulkBar";
import { RunFilters } from "./RunFilters";
import { queryMistake, RunSearch } from "./RunSearch";
import { filtersIn, queryText, withFilter } from "./filters";
import { useRunPages } from "./useRunPages";

/** All runs, those that are looked for, and what can be done with many of them at once. */
export function RunsPage() {
  const [search, setSearch] = useSearchParams();
  const filters = filtersIn(search);
  const pages = useRunPages(filters);
  const [selected, setSelected] = useState<string[]>([]);
  const [isEvery, setEvery] = useState(false);
  const runs = pages.data?.pages.flatMap((page) => page.runs) ?? [];
  const isFiltered = Object.keys(filters).length > 0;
  const narrow = (next: Record<string, string>) => {
    setEvery(false); // what is meant by "every run" would change unseen
    setSearch(next, { replace: true });
  };
  const clear = () => {
    setSelected([]);
    setEvery(false);
  };
  const select = (ids: string[]) => {
    setEvery(false);
    setSelected(ids);
  };
  return (
    <>
      <PageHead title="Runs" lead="Newest first; renewed every few seconds.">
        <Button component={Link} to="/submit">
          New experiment
        </Button>
      </PageHead>
      <Stack>
        <RunSearch value={filters.q ?? ""} error={pages.error} onChange={(query) => narrow(withFilter(filters, "q", query.trim()))} />
        <RunFilters filters={filters} onChange={narrow} />
        <BulkBar selected={selected} isEvery={isEvery} query={queryText(filters)} onEvery={setEvery} onClear={clear} />
        {queryMistake(pages.error) === undefined && (
          <Loaded query={pages} loading={<LoadingRows rows={8} />}>
            {() =>
              runs.length === 0 && (
                <EmptyNote title={isFiltered ? "No run fits these filters" : "No runs yet"}>
                  {isFiltered ? (
                    <Button variant="default" onClick={() => setSearch({})}>
                      Clear the filters
                    </Button>
                  ) : (
                    <Button component={Link} to="/">
                      Start with the demo
                    </Button>
                  )}
                </EmptyNote>
              )
            }
          </Loaded>
        )}
        {runs.length > 0 && <RunTable runs={runs} selected={isEvery ? runs.map(({ id }) => id) : selected} onSelect={select} />}
        {pages.hasNextPage && (
          <Center>
            <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
              Older runs
            </Button>
          </Center>
        )}
      </Stack>
    </>
  );
}
