import { SimpleGrid, Stack, Text } from "@mantine/core";
import { useMemo } from "react";
import type { RunAttack } from "../../api/types";
import { AttackFigure } from "../../components/chart/attack/AttackFigure";
import { attackLines, isAttackError } from "../../components/chart/attack/attackCurves";
import { KindCard } from "../../components/chart/KindCard";
import { useCurves } from "../../api/useRun";
import { kindsOf, seriesOf } from "../../components/chart/series";
import { EmptyNote } from "../../components/EmptyNote";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";

type Props = { run: string; attacks: RunAttack[]; isMoving: boolean };

/** The attacks first: their error has a line to be compared with. */
export function CurvesTab({ run, attacks, isMoving }: Props) {
  const answer = useCurves(run, isMoving);
  const all = useMemo(() => seriesOf(answer.data), [answer.data]);
  const kinds = useMemo(() => kindsOf(all.filter(({ name }) => !isAttackError(name))), [all]);
  const lines = useMemo(
    () => attackLines(all, Object.fromEntries(attacks.map(({ slug, metrics }) => [slug, metrics["mse.constantGuess"]]))),
    [all, attacks],
  );
  if (!answer.data)
    return (
      <Loaded query={answer} loading={<LoadingRows rows={2} height={120} />}>
        {() => null}
      </Loaded>
    );
  if (all.length === 0) {
    return (
      <EmptyNote title="No curves yet">
        <Text>{isMoving ? "The first point comes with the first epoch." : "This run ended before its first epoch."}</Text>
      </EmptyNote>
    );
  }
  return (
    <Stack>
      {lines.length > 0 && <AttackFigure lines={lines} name={`Attacks of run ${run}`} />}
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {kinds.map((kind) => (
          <KindCard key={kind.unit} kind={kind} />
        ))}
      </SimpleGrid>
    </Stack>
  );
}
