import { Button, Center, Stack } from "@mantine/core";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { CompareBar } from "../../components/CompareBar";
import { EmptyNote } from "../../components/EmptyNote";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";
import { PageHead } from "../../components/PageHead";
import { RunTable } from "../../components/runTable/RunTable";
import { RunFilters } from "./RunFilters";
import { filtersIn } from "./filters";
import { useRunPages } from "./useRunPages";

export function RunsPage() {
  const [search, setSearch] = useSearchParams();
  const filters = filtersIn(search);
  const pages = useRunPages(filters);
  const [selected, setSelected] = useState<string[]>([]);
  const runs = pages.data?.pages.flatMap((page) => page.runs) ?? [];
  const isFiltered = Object.keys(filters).length > 0;
  return (
    <>
      <PageHead title="Runs" lead="Newest first; renewed every few seconds.">
        <Button component={Link} to="/submit">
          New experiment
        </Button>
      </PageHead>
      <Stack>
        <RunFilters filters={filters} onChange={(next) => setSearch(next, { replace: true })} />
        <CompareBar selected={selected} onClear={() => setSelected([])} />
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
        {runs.length > 0 && <RunTable runs={runs} selected={selected} onSelect={setSelected} />}
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
