import { Stack, Text } from "@mantine/core";
import { useSearchParams } from "react-router";
import { api } from "../../api/client";
import { comparisonExportUrl } from "../../api/links";
import { EmptyNote } from "../../components/EmptyNote";
import { ExportMenu } from "../../components/ExportMenu";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";
import { Notice } from "../../components/Notice";
import { PageHead } from "../../components/PageHead";
import { ComparisonView } from "./ComparisonView";
import { SidePicker } from "./SidePicker";
import { askedIn, asking } from "./sides";

const fewest = 2;
const most = 6;

/** Two to six experiments or runs side by side; which ones, and what of them is looked at, stands in the address. */
export function ComparePage() {
  const [search, setSearch] = useSearchParams();
  const asked = askedIn(search);
  const count = asked.experiments.length + asked.runs.length;
  const isPossible = count >= fewest && count <= most;
  const comparison = api.useQuery("get", "/api/v1/compare", { params: { query: asked } }, { enabled: isPossible });
  return (
    <>
      <PageHead title="Compare" lead="What differs, what came out, and the same test images rebuilt from each one's features.">
        {isPossible && <ExportMenu urlOf={(format) => comparisonExportUrl(asked, format)} />}
      </PageHead>
      <Stack>
        <SidePicker asked={asked} most={most} onChange={(next) => setSearch(asking(search, next), { replace: true })} />
        {count < fewest && (
          <EmptyNote title="Choose two to six experiments or runs">
            <Text>Pick them above, or tick them on a board, in a study or in the list of runs.</Text>
          </EmptyNote>
        )}
        {count > most && (
          <Notice color="orange" title="Too many" sign="!">
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
