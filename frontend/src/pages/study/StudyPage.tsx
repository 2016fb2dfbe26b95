import { Code, Group, NativeSelect, Stack, Text } from "@mantine/core";
import { useParams, useSearchParams } from "react-router";
import type { Study } from "../../api/types";
import { useStudy } from "../../api/useStudy";
import { compareExperimentsLink, studyExportUrl, studyRunsUrl } from "../../api/links";
import { CompareBar } from "../../components/CompareBar";
import { ExportMenu } from "../../components/ExportMenu";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";
import { PageHead } from "../../components/PageHead";
import { ProgressBadge } from "../../components/ProgressBadge";
import { ProgressText } from "../../components/ProgressText";
import { UsageText } from "../../components/UsageText";
import { moment } from "../../text/format";
import { attacksOf, axesOf, gridOf } from "./grid";
import { GridTable } from "./GridTable";
import { ParallelFigure } from "./cells/ParallelFigure";
import { StrengthSection } from "./strength/StrengthSection";
import { StudyActions } from "./StudyActions";

/** One study: its grid, what it found so far, and what one can do with it. What is shown stands in the address. */
export function StudyPage() {
  const { id = "latest" } = useParams();
  const answer = useStudy(id);
  return (
    <>
      {answer.data === undefined && answer.isError && <PageHead title="Study" />}
      <Loaded query={answer} loading={<LoadingRows rows={6} height={60} />}>
        {(study) => <KnownStudy study={study} id={id} />}
      </Loaded>
    </>
  );
}

function KnownStudy({ study, id }: { study: Study; id: string }) {
  const [search, setSearch] = useSearchParams();
  const attacks = attacksOf(study);
  const axes = axesOf(study);
  const asked = search.get("attack") ?? "";
  const attack = attacks.includes(asked) ? asked : (attacks[0] ?? "");
  const { across } = gridOf(study, search.get("across") ?? "");
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(search);
    if (value === "") next.delete(name);
    else next.set(name, value);
    setSearch(next, { replace: true });
  };
  const known = new Set(study.cells.map(({ experiment }) => experiment));
  const selected = (search.get("selected") ?? "").split(",").filter((experiment) => known.has(experiment));
  const toggle = (experiment: string) =>
    set("selected", (selected.includes(experiment) ? selected.filter((one) => one !== experiment) : [...selected, experiment]).join(","));
  return (
    <>
      <PageHead
        title={study.name}
        lead={
          <Group gap="sm">
            <ProgressBadge state={study.progress.state} />
            <Text size="sm">
              {study.cells.length} {study.cells.length === 1 ? "experiment" : "experiments"} by {study.submitter}, {moment(study.createdAt)}
              {study.project !== null && `, ${study.visibility === "project" ? "private to" : "of"} the project ${study.project}`}
            </Text>
          </Group>
        }
      >
        <ExportMenu
          urlOf={(format) => studyExportUrl(study.id, format, asked === attack ? attack : "")}
          more={[{ title: "Every run (.csv)", url: studyRunsUrl(study.id) }]}
        />
      </PageHead>
      <Stack>
        <ProgressText progress={study.progress} name={study.name} />
        <UsageText used={study.used} left={study.left} />
        <StudyActions study={study} id={id} />
        <Group gap="md">
          {axes.length > 1 && (
            <NativeSelect
              size="xs"
              label="Columns"
              data={axes}
              value={across}
              onChange={(event) => set("across", event.currentTarget.value)}
            />
          )}
          {attacks.length > 1 && (
            <NativeSelect
              size="xs"
              label="Attack"
              data={attacks}
              value={attack}
              onChange={(event) => set("attack", event.currentTarget.value)}
            />
          )}
        </Group>
        <CompareBar selected={selected} linkOf={compareExperimentsLink} onClear={() => set("selected", "")} />
        <GridTable study={study} across={across} attack={attack} selected={selected} onToggle={toggle} />
        <Text size="xs" c="dimmed">
          Mean ± half of the 95 % interval over n seeds. A single seed has no interval.
        </Text>
        <StrengthSection study={study} attack={attack} search={search} onSet={set} />
        <ParallelFigure study={study} attack={attack} />
        <details>
          <summary>As it was posted</summary>
          <Code block style={{ whiteSpace: "pre-wrap" }}>
            {JSON.stringify(study.posted, null, 2)}
          </Code>
        </details>
      </Stack>
    </>
  );
}
