import { Card, SimpleGrid, Text } from "@mantine/core";
import type { Experiment } from "../../api/types";
import { useCurvesOf } from "../../api/useExperiment";
import { CurveChart } from "../../components/chart/CurveChart";
import { EmptyNote } from "../../components/EmptyNote";
import { LoadingRows } from "../../components/LoadingRows";
import { overlaid } from "../../components/chart/overlay";

/** Every line is asked for on its own. */
const mostSeeds = 20;

/** The curves of all seeds, one picture per curve, one line per seed. */
export function SeedCurves({ runs }: { runs: Experiment["runs"] }) {
  const shown = [...runs].sort((one, other) => one.seed - other.seed).slice(0, mostSeeds);
  const answers = useCurvesOf(shown);
  const pictures = overlaid(shown.map(({ seed }, place) => ({ label: `seed ${seed}`, curves: answers[place]?.data })));
  if (answers.every(({ isPending }) => isPending)) return <LoadingRows rows={2} height={120} />;
  if (pictures.length === 0) {
    return (
      <EmptyNote title="No curves yet">
        <Text>The first point comes with the first epoch of the first seed.</Text>
      </EmptyNote>
    );
  }
  return (
    <>
      {runs.length > shown.length && (
        <Text size="sm" c="dimmed" mb="xs">
          The first {shown.length} of {runs.length} seeds.
        </Text>
      )}
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {pictures.map(({ name, group }) => (
          <Card key={name} withBorder padding="sm">
            <CurveChart unit={name} group={group} />
          </Card>
        ))}
      </SimpleGrid>
    </>
  );
}
