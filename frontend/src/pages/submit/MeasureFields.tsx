import { Stack, Switch, Text } from "@mantine/core";
import type { FieldProblem } from "../../api/problem";
import type { Catalog } from "../../api/types";
import { asList, type Json, written } from "../../text/json";
import { EntryList } from "./lists/EntryList";

type Props = {
  catalog: Catalog["measures"];
  value: unknown;
  resolved: Json[];
  problems: FieldProblem[];
  onChange: (measures: Json[] | undefined) => void;
};

/** Measures are left to the service or chosen one by one; an empty choice is none, which is not the same as no choice. */
export function MeasureFields({ catalog, value, resolved, problems, onChange }: Props) {
  const isChosen = value !== undefined;
  const titles = resolved.map(({ measure }) => catalog.find(({ id }) => id === measure)?.title ?? written(measure));
  const usual = `The cheap ones that apply${titles.length === 0 ? "" : `: ${titles.join(", ")}`}.`;
  return (
    <Stack gap="sm">
      <Switch
        label={`Choose the measures: ${isChosen ? "yes" : "no (default)"}`}
        checked={isChosen}
        onChange={(event) => onChange(event.currentTarget.checked ? resolved.map(({ measure }) => ({ measure })) : undefined)}
      />
      {!isChosen && (
        <Text size="sm" c="dimmed">
          {usual}
        </Text>
      )}
      {isChosen && (
        <EntryList
          entries={asList(value)}
          resolved={resolved}
          catalog={catalog}
          path="measures"
          nameField="measure"
          addable="a measure"
          whenEmpty="No measure: only the attacks are carried out."
          problems={problems}
          onChange={onChange}
        />
      )}
    </Stack>
  );
}
