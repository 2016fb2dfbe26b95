import { LoadingRows } from "../../components/LoadingRows";
import { PageHead } from "../../components/PageHead";
import { ProblemBox } from "../../components/ProblemBox";
import { StartSelect } from "../submit/StartSelect";
import { StudyEditor } from "./StudyEditor";
import { useVaryStart } from "./useVaryStart";

/** A new study, from any experiment, run, preset or study: `/vary?experiment=…`. */
export function VaryPage() {
  const start = useVaryStart();
  return (
    <>
      <PageHead
        title="New study"
        lead="Choose what is varied; every combination becomes an experiment. The service checks while you write."
      >
        <StartSelect />
      </PageHead>
      {start.study && <StudyEditor key={start.key} start={start.study} startName={start.key} />}
      {!start.study && (start.error ? <ProblemBox error={start.error} onRetry={start.retry} /> : <LoadingRows rows={6} height={60} />)}
    </>
  );
}
