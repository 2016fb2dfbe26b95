import { Card, Text, Title } from "@mantine/core";
import { useMemo } from "react";
import { useSearchParams } from "react-router";
import { type AttackLine, attackOption, attacksInWords, attackTable } from "./attackCurves";
import { Figure } from "../figure/Figure";
import { useAxisStyle } from "../useAxisStyle";
import { usePalette } from "../usePalette";

/** How far attacks get over their epochs, with what a guess scores; the scale of the error stands in the address. */
export function AttackFigure({ lines, name }: { lines: AttackLine[]; name: string }) {
  const [search, setSearch] = useSearchParams();
  const style = useAxisStyle();
  const palette = usePalette();
  const isLog = search.get("log") === "1";
  const option = useMemo(() => attackOption(lines, isLog, style, palette), [lines, isLog, style, palette]);
  const setLog = (isOn: boolean) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (isOn) next.set("log", "1");
        else next.delete("log");
        return next;
      },
      { replace: true },
    );
  return (
    <Card withBorder padding="sm" component="section" aria-label="Attacks over their epochs">
      <Title order={2} size="h5">
        Attacks over their epochs
      </Title>
      <Text size="sm" c="dimmed">
        Error on images that the attack did not learn from. Dashed: guessing the same picture everywhere. An attack that stays there
        rebuilds nothing.
      </Text>
      <Figure
        name={name}
        option={option}
        height={300}
        label={`Curves of attacks. ${attacksInWords(lines)}`}
        table={attackTable(lines)}
        log={{ isOn: isLog, onChange: setLog }}
      />
    </Card>
  );
}
