import { Tabs } from "@mantine/core";
import { useParams, useSearchParams } from "react-router";
import type { Experiment } from "../../api/types";
import { useExperiment } from "../../api/useExperiment";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";
import { PageHead } from "../../components/PageHead";
import { useVocabulary } from "../../components/useVocabulary";
import { defenseInWords } from "../../text/definition";
import { asObject, written } from "../../text/json";
import { BoardPlaces } from "./BoardPlaces";
import { DefinitionPane } from "./DefinitionPane";
import { ExperimentActions } from "./ExperimentActions";
import { FindingsTable } from "./FindingsTable";
import { SeedCurves } from "./SeedCurves";
import { SeedTable } from "./SeedTable";

const tabs = { seeds: "Seeds", curves: "Curves", boards: "Boards", definition: "Definition" };

/** An experiment over all its seeds. Which part is open stands in the address. */
export function ExperimentPage() {
  const { id = "latest" } = useParams();
  const answer = useExperiment(id);
  return (
    <>
      {answer.data === undefined && answer.isError && <PageHead title="Experiment" />}
      <Loaded query={answer} loading={<LoadingRows rows={6} height={60} />}>
        {(experiment) => <KnownExperiment experiment={experiment} id={id} />}
      </Loaded>
    </>
  );
}

function KnownExperiment({ experiment, id }: { experiment: Experiment; id: string }) {
  const vocabulary = useVocabulary();
  const [search, setSearch] = useSearchParams();
  const asked = search.get("tab") ?? "seeds";
  const open = asked in tabs ? asked : "seeds";
  const definition = asObject(experiment.definition);
  const network = asObject(definition.network);
  const lead = [
    defenseInWords(definition.defense, vocabulary),
    `${written(network.backbone)}, cut ${written(network.cutLayer)}`,
    written(asObject(definition.dataset).id),
    `by ${experiment.submitter}`,
    ...(experiment.project === null
      ? []
      : [`${experiment.visibility === "project" ? "private to" : "of"} the project ${experiment.project}`]),
    ...(experiment.pinned ? ["pinned"] : []),
    ...(experiment.archived ? ["archived"] : []),
  ];
  return (
    <>
      <PageHead title={experiment.name} lead={lead.join(" · ")} />
      <ExperimentActions experiment={experiment} id={id} />
      <FindingsTable aggregate={experiment.aggregate} />
      <Tabs
        mt="md"
        value={open}
        onChange={(tab) => setSearch(tab === null || tab === "seeds" ? {} : { tab }, { replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {Object.entries(tabs).map(([value, title]) => (
            <Tabs.Tab key={value} value={value}>
              {title}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="seeds">
          <SeedTable experiment={experiment} />
        </Tabs.Panel>
        <Tabs.Panel value="curves">
          <SeedCurves experiment={experiment} />
        </Tabs.Panel>
        <Tabs.Panel value="boards">
          <BoardPlaces experiment={experiment} />
        </Tabs.Panel>
        <Tabs.Panel value="definition">
          <DefinitionPane experiment={experiment} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
