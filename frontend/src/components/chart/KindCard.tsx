import { Card, Switch } from "@mantine/core";
import { useMemo, useState } from "react";
import { CurveChart } from "./CurveChart";
import type { Kind } from "./series";

/** The picture of one kind of quantity; its classes are many and join the others when they are asked for. */
export function KindCard({ kind: { unit, lines, classes } }: { kind: Kind }) {
  const [isUnfolded, setUnfolded] = useState(lines.length === 0);
  const group = useMemo(() => (isUnfolded ? [...lines, ...classes] : lines), [lines, classes, isUnfolded]);
  return (
    <Card withBorder padding="sm">
      <CurveChart unit={unit} group={group} />
      {classes.length > 0 && (
        <Switch
          mt="xs"
          size="xs"
          label={`Show the ${classes.length} classes`}
          checked={isUnfolded}
          onChange={({ currentTarget }) => setUnfolded(currentTarget.checked)}
        />
      )}
    </Card>
  );
}
