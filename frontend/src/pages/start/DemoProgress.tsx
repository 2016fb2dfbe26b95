import { Anchor, Box, Button, SimpleGrid } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { Link } from "react-router";
import { compareLink } from "../../api/links";
import { type ReadRun, runQuery } from "../../api/useRun";
import { LinkButton } from "../../components/LinkButton";
import { Notice } from "../../components/Notice";
import { PageHead } from "../../components/PageHead";
import { asObject, written } from "../../text/json";
import { isAtRest } from "../../api/states";
import { DemoCard } from "./DemoCard";

/**
 * The demo's runs while they work, and the ways to study, board and comparison when they are done.
 *
 * @param study empty where the runs are shown without one
 */
export function DemoProgress({ runs, study }: { runs: string[]; study: string }) {
  const answers = useQueries({
    queries: runs.map((id) => ({ ...runQuery(id), select: ({ run }: ReadRun) => run })),
  });
  const known = answers.flatMap(({ data }) => (data ? [data] : []));
  const failed = known.filter(({ state }) => isAtRest(state) && state !== "SUCCEEDED").length;
  const isDone = known.length === runs.length && known.every(({ state }) => isAtRest(state));
  const slug = known[0]?.attacks[0]?.slug;
  const dataset = written(asObject(asObject(known[0]?.definition).dataset).id ?? "shapes");
  return (
    <>
      <PageHead
        title="The demo"
        lead={
          <>
            The same attacker against three encoders.{" "}
            <Anchor component={Link} underline="always" to="/" size="sm">
              Back to the start page
            </Anchor>
          </>
        }
      >
        {study !== "" && (
          <LinkButton variant="default" to={`/studies/${encodeURIComponent(study)}`}>
            Open the study
          </LinkButton>
        )}
        <Button
          component={Link}
          to={`/boards/${encodeURIComponent(dataset)}${slug === undefined ? "" : `?attack=${encodeURIComponent(slug)}`}`}
          variant={isDone ? "filled" : "default"}
        >
          Open the board
        </Button>
        {runs.length > 1 && (
          <Button component={Link} to={compareLink(runs.slice(0, 6))} variant={isDone ? "filled" : "default"}>
            Compare the pictures
          </Button>
        )}
      </PageHead>
      {isDone && failed > 0 && (
        <Box mb="md">
          <Notice color="red" title={`The demo ended: ${failed} of ${runs.length} runs did not succeed`} sign="✗" role="status">
            The reason stands at the run. It can be queued again there.
          </Notice>
        </Box>
      )}
      {isDone && failed === 0 && (
        <Box mb="md">
          <Notice color="teal" title="The demo is done" sign="✓" role="status">
            The board shows the numbers, the comparison the same originals with what was rebuilt from each encoder.
          </Notice>
        </Box>
      )}
      <SimpleGrid cols={{ base: 1, md: Math.min(3, runs.length) }}>
        {runs.map((id) => (
          <DemoCard key={id} id={id} />
        ))}
      </SimpleGrid>
    </>
  );
}
