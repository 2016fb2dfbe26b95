import { api } from "../../api/client";
import { LoadingRows } from "../../components/LoadingRows";
import { PageHead } from "../../components/PageHead";
import { ProblemBox } from "../../components/ProblemBox";
import { Editor } from "./Editor";
import { StartSelect } from "./StartSelect";
import { useStart } from "./useStart";

/** The form made from the catalogue, with the JSON beside it. */
export function SubmitPage() {
  const catalog = api.useQuery("get", "/api/v1/catalog", {}, { staleTime: 60_000 });
  const start = useStart();
  const error = catalog.error ?? start.error;
  return (
    <>
      <PageHead title="New experiment" lead="Fill in the form or edit the JSON: each follows the other, and the service checks while you write.">
        <StartSelect />
      </PageHead>
      {error !== null && error !== undefined && <ProblemBox error={error} onRetry={() => void catalog.refetch()} />}
      {!error && (!catalog.data || !start.definition) && <LoadingRows rows={6} height={60} />}
      {!error && catalog.data && start.definition && <Editor key={start.key} catalog={catalog.data} start={start.definition} />}
    </>
  );
}
