import { Card, SimpleGrid, Switch, Text } from "@mantine/core";
import { useState } from "react";
import type { Experiment } from "../../api/types";
import { useCurvesOf } from "../../api/useExperiment";
import { AttackFigure } from "../../components/chart/attack/AttackFigure";
import { attackLines, isAttackError } from "../../components/chart/attack/attackCurves";
import { CurveChart } from "../../components/chart/CurveChart";
import { EmptyNote } from "../../components/EmptyNote";
import { LoadingRows } from "../../components/LoadingRows";
import { overlaid } from "../../components/chart/overlay";
import { isOfClass, seriesOf } from "../../components/chart/series";

/** Every line is asked for on its own. */
const mostSeeds = 20;

/** The curves of all seeds, one picture per curve, one line per seed. */
export function SeedCurves({ experiment }: { experiment: Experiment }) {
  const [isUnfolded, setUnfolded] = useState(false);
  const { runs, aggregate } = experiment;
  const shown = [...runs].sort((one, other) => one.seed - other.seed).slice(0, mostSeeds);
  const answers = useCurvesOf(shown);
  const pictures = overlaid(shown.map(({ seed }, place) => ({ label: `seed ${seed}`, curves: answers[place]?.data }))).filter(
    ({ name }) => !isAttackError(name),
  );
  const guesses = Object.fromEntries(aggregate.attacks.map(({ slug, metrics }) => [slug, metrics["mse.constantGuess"]?.mean]));
  const lines = shown.flatMap(({ seed }, place) =>
    attackLines(seriesOf(answers[place]?.data), guesses).map((line) => ({ ...line, name: `${line.name}, seed ${seed}` })),
  );
  const ofClasses = pictures.filter(isOfClass);
  const drawn = isUnfolded ? pictures : pictures.filter((picture) => !isOfClass(picture));
  if (answers.every(({ isPending }) => isPending)) return <LoadingRows rows={2} height={120} />;
  if (pictures.length === 0 && lines.length === 0) {
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
      {lines.length > 0 && <AttackFigure lines={lines} name={`Attacks of ${experiment.name}`} />}
      <SimpleGrid cols={{ base: 1, md: 2 }} mt="md">
        {drawn.map(({ name, group }) => (
          <Card key={name} withBorder padding="sm">
            <CurveChart unit={name} group={group} />
          </Card>
        ))}
      </SimpleGrid>
      {ofClasses.length > 0 && (
        <Switch
          mt="md"
          size="xs"
          label={`Show the ${ofClasses.length} pictures of single classes`}
          checked={isUnfolded}
          onChange={({ currentTarget }) => setUnfolded(currentTarget.checked)}
        />
      )}
    </>
  );
}
