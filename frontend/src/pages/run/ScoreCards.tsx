import { Card, Text } from "@mantine/core";
import type { Run } from "../../api/types";
import { measureText } from "../../text/measures";
import { AttackTable } from "./AttackTable";
import { MoreMeasures } from "./MoreMeasures";

const first = ["accuracy", "edgeParameters", "edgeMultiplyAdds", "featureBytes"];

/** Measures with a point in their name belong to a family (`features.`, `bound.`): they are listed below, not shown as tiles. */
const isTile = (name: string) => !name.includes(".");

/** What the defended network can do, and what each attack got out of it. */
export function ScoreCards({ run }: { run: Run }) {
  const names = Object.keys(run.metrics).filter(isTile);
  const families = Object.fromEntries(Object.entries(run.metrics).filter(([name]) => !isTile(name)));
  if (names.length === 0 && run.attacks.length === 0) return null;
  const ordered = [...first.filter((name) => names.includes(name)), ...names.filter((name) => !first.includes(name))];
  return (
    <>
      <section className="tiles" aria-label="Metrics of the defended network">
        {ordered.map((name) => {
          const { title, value } = measureText(name, run.metrics[name]);
          return (
            <Card key={name} withBorder padding="sm">
              <Text size="xs" c="dimmed">
                {title}
              </Text>
              <Text fw={650} size="lg" style={{ fontVariantNumeric: "tabular-nums" }}>
                {value}
              </Text>
            </Card>
          );
        })}
      </section>
      {run.attacks.length > 0 && <AttackTable attacks={run.attacks} worst={run.metrics} />}
      <MoreMeasures metrics={families} />
    </>
  );
}
