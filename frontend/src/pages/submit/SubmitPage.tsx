import { useCatalog } from "../../api/useCatalog";
import { LinkButton } from "../../components/LinkButton";
import { LoadingRows } from "../../components/LoadingRows";
import { PageHead } from "../../components/PageHead";
import { Loaded } from "../../components/Loaded";
import { ProblemBox } from "../../components/ProblemBox";
import { Editor } from "./Editor";
import { StartSelect } from "./StartSelect";
import { useStart } from "./useStart";

/** The form made from the catalog, with the JSON beside it. */
export function SubmitPage() {
  const catalog = useCatalog();
  const start = useStart();
  return (
    <>
      <PageHead
        title="New experiment"
        lead="Fill in the form or edit the JSON: each follows the other, and the service checks while you write."
      >
        <LinkButton variant="default" to="/presets">
          Presets
        </LinkButton>
        <StartSelect />
      </PageHead>
      <Loaded query={catalog} loading={<LoadingRows rows={6} height={60} />}>
        {(known) => {
          if (start.definition) return <Editor key={start.key} catalog={known} start={start.definition} startName={start.key} />;
          return start.error ? <ProblemBox error={start.error} onRetry={start.retry} /> : <LoadingRows rows={6} height={60} />;
        }}
      </Loaded>
    </>
  );
}
