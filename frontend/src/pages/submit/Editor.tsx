import { Grid, Stack } from "@mantine/core";
import { useState } from "react";
import { problemOf } from "../../api/problem";
import type { Catalog } from "../../api/types";
import { asObject, type Json } from "../../text/json";
import { DefinitionForm } from "./DefinitionForm";
import { draftOf, draftTyped } from "./definitionText";
import { JsonPane } from "./JsonPane";
import { QueuePanel } from "./QueuePanel";
import { useDryRun } from "./useDryRun";

/** Form and JSON of one definition, kept in step, with what the service says about it. */
export function Editor({ catalog, start }: { catalog: Catalog; start: Json }) {
  const [draft, setDraft] = useState(() => draftOf(start));
  const answer = useDryRun(draft.definition);
  const problems = answer.isError ? problemOf(answer.error).fields : [];
  return (
    <Grid gap="xl">
      <Grid.Col span={{ base: 12, md: 7 }}>
        <DefinitionForm catalog={catalog} definition={draft.definition} resolved={asObject(answer.data?.definition)} problems={problems} onChange={(definition) => setDraft(draftOf(definition))} />
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Stack pos={{ md: "sticky" }} top={72}>
          <QueuePanel draft={draft} answer={answer} />
          <JsonPane draft={draft} onType={(text) => setDraft((before) => draftTyped(before, text))} />
        </Stack>
      </Grid.Col>
    </Grid>
  );
}
