import { Stack, Text } from "@mantine/core";
import { useSearchParams } from "react-router";
import { api } from "../../api/client";
import { EmptyNote } from "../../components/EmptyNote";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";
import { Notice } from "../../components/Notice";
import { PageHead } from "../../components/PageHead";
import { ComparisonView } from "./ComparisonView";
import { RunPicker } from "./RunPicker";

const fewest = 2;
const most = 6;

/** Two to six runs side by side; which ones stands in the address. */
export function ComparePage() {
  const [search, setSearch] = useSearchParams();
  const ids = (search.get("runs") ?? "").split(",").filter((id) => id !== "");
  const isPossible = ids.length >= fewest && ids.length <= most;
  const comparison = api.useQuery("get", "/api/v1/compare", { params: { query: { runs: ids } } }, { enabled: isPossible });
  return (
    <>
      <PageHead title="Compare" lead="The same test images, rebuilt from each run's features." />
      <Stack>
        <RunPicker ids={ids} most={most} onChange={(next) => setSearch({ runs: next.join(",") }, { replace: true })} />
        {ids.length < fewest && (
          <EmptyNote title="Choose two to six runs">
            <Text>Pick them above, or tick them on a board or in the list of runs.</Text>
          </EmptyNote>
        )}
        {ids.length > most && (
          <Notice color="orange" title="Too many runs" sign="!">
            At most {most} can be compared; remove some.
          </Notice>
        )}
        {isPossible && (
          <Loaded query={comparison} loading={<LoadingRows rows={5} height={80} />}>
            {(known) => <ComparisonView comparison={known} />}
          </Loaded>
        )}
      </Stack>
    </>
  );
}
