import { Grid, Stack } from "@mantine/core";
import { problemOf } from "../../api/problem";
import type { Catalog } from "../../api/types";
import { usePurpose } from "../../components/purpose/usePurpose";
import { useKept } from "../../components/useKept";
import { asObject, type Json } from "../../text/json";
import { DefinitionForm } from "./DefinitionForm";
import { type Draft, draftOf, draftTyped } from "./definitionText";
import { JsonPane } from "./JsonPane";
import { QueuePanel } from "./QueuePanel";
import { useDryRun } from "./useDryRun";

type Props = { catalog: Catalog; start: Json; startName: string };

/** Form and JSON of one definition, kept in step, with what the service says about it. The draft is kept until it is queued or discarded. */
export function Editor({ catalog, start, startName }: Props) {
  const [kept, keep] = useKept<Draft>(`draft of ${startName}`);
  const untouched = draftOf(start);
  const draft = kept ?? untouched;
  const change = (next: Draft) => keep(next.text === untouched.text ? undefined : next);
  const [purpose, setPurpose] = usePurpose();
  const answer = useDryRun(draft, purpose);
  const problems = answer.isError ? problemOf(answer.error).fields : [];
  return (
    <Grid gap="xl">
      <Grid.Col span={{ base: 12, md: 7 }}>
        <fieldset className="plain" disabled={draft.mistake !== ""}>
          <DefinitionForm
            catalog={catalog}
            definition={draft.definition}
            resolved={asObject(answer.data?.definition)}
            problems={problems}
            onChange={(definition) => change(draftOf(definition))}
          />
        </fieldset>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Stack pos={{ md: "sticky" }} top={72}>
          <QueuePanel
            draft={draft}
            answer={answer}
            purpose={purpose}
            onPurpose={setPurpose}
            isChanged={kept !== undefined}
            onDone={() => keep(undefined)}
          />
          <JsonPane draft={draft} onType={(text) => change(draftTyped(draft, text))} />
        </Stack>
      </Grid.Col>
    </Grid>
  );
}
