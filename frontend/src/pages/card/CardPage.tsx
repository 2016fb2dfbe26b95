import { Button, Stack, Text } from "@mantine/core";
import { useParams } from "react-router";
import type { Experiment } from "../../api/types";
import { useExperiment } from "../../api/useExperiment";
import { LinkButton } from "../../components/LinkButton";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";
import { PageHead } from "../../components/PageHead";
import { useVocabulary } from "../../components/useVocabulary";
import { defenseInWords } from "../../text/definition";
import { asObject, written } from "../../text/json";
import { Assumptions } from "./Assumptions";
import { EdgeCost } from "./EdgeCost";
import { Origin } from "./Origin";
import { Pictures } from "./Pictures";
import { TestedThreats } from "./TestedThreats";

/** One printable page that says what a defense is worth: what was assumed and tested, the worst case, the cost, pictures, provenance. */
export function CardPage() {
  const { id = "latest" } = useParams();
  const answer = useExperiment(id);
  return (
    <>
      {answer.data === undefined && answer.isError && <PageHead title="Defense card" />}
      <Loaded query={answer} loading={<LoadingRows rows={6} height={60} />}>
        {(experiment) => <Card experiment={experiment} />}
      </Loaded>
    </>
  );
}

function Card({ experiment }: { experiment: Experiment }) {
  const vocabulary = useVocabulary();
  const definition = asObject(experiment.definition);
  const defense = defenseInWords(definition.defense, vocabulary);
  const finished = experiment.runs.filter(({ state }) => state === "SUCCEEDED");
  const [first] = finished;
  return (
    <Stack gap="lg" className="card">
      <PageHead
        title={`Defense card: ${experiment.name}`}
        lead={`${defense} · ${written(asObject(definition.dataset).id)} · ${seeds(finished)}`}
      >
        <LinkButton className="no-print" variant="default" size="xs" to={`/experiments/${experiment.id}`}>
          Experiment
        </LinkButton>
        <Button className="no-print" size="xs" onClick={() => window.print()}>
          Print
        </Button>
      </PageHead>
      {first === undefined ? (
        <Text>No seed has succeeded yet, so nothing is known of this defense.</Text>
      ) : (
        <>
          <Assumptions definition={definition} />
          <TestedThreats experiment={experiment} />
          <EdgeCost metrics={experiment.aggregate.metrics} />
          <Pictures run={first.id} seed={first.seed} />
          <Origin experiment={experiment} run={first.id} />
        </>
      )}
    </Stack>
  );
}

function seeds(finished: Experiment["runs"]): string {
  const list = finished.map(({ seed }) => seed).join(", ");
  return finished.length === 1 ? `seed ${list}: one seed is an example, no evidence` : `${finished.length} seeds: ${list}`;
}
