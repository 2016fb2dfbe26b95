import { Text } from "@mantine/core";
import type { Experiment } from "../../api/types";
import { useRun } from "../../api/useRun";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";
import { ValueCard } from "../../components/ValueCard";
import { inOrder } from "../../text/provenance";
import { Section } from "./Section";

/** Where the numbers come from, and how anyone can ask whether they are still what they were. */
export function Origin({ experiment, run }: { experiment: Experiment; run: string }) {
  const answer = useRun(run);
  return (
    <Section title="Where the numbers come from">
      <Loaded query={answer} loading={<LoadingRows rows={4} />}>
        {({ provenance }) => (
          <>
            <ValueCard
              title="Provenance"
              values={{
                experiment: experiment.id,
                submitter: experiment.submitter,
                rowHash: experiment.rowHash,
                run,
                ...inOrder(provenance),
              }}
              whenEmpty=""
            />
            <Text size="xs" c="dimmed" mt="xs">
              obscura verify {run} computes again what is stored of this run.
            </Text>
          </>
        )}
      </Loaded>
    </Section>
  );
}
