import { Autocomplete, Button, Group, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Json } from "../../text/json";
import { written } from "../../text/json";
import { axisName, pointersIn, valueAt, valuesOf } from "./axes";

type Props = { definition: Json; onAdd: (axis: Json) => void };

/** Chooses a setting of the base and the values that it takes. */
export function AxisForm({ definition, onAdd }: Props) {
  const [path, setPath] = useState("");
  const [values, setValues] = useState("");
  const now = valueAt(definition, path);
  const isReady = path.startsWith("/") && values.trim() !== "";
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isReady) return;
        onAdd({ name: axisName(definition, path), path, values: valuesOf(values) });
        setPath("");
        setValues("");
      }}
    >
      <Group align="flex-end" gap="xs">
        <Autocomplete
          style={{ flex: "1 1 14rem" }}
          label="What is varied"
          description="A setting of the base"
          placeholder="/defense/0/standardDeviation"
          data={pointersIn(definition)}
          value={path}
          onChange={setPath}
          limit={200}
        />
        <TextInput
          style={{ flex: "1 1 12rem" }}
          label="Values"
          description="4, 16 or 1-5 or 0.01..0.16 log 5"
          placeholder={now === undefined ? "" : `now ${written(now)}`}
          value={values}
          onChange={(event) => setValues(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={!isReady}>
          Add the axis
        </Button>
      </Group>
    </form>
  );
}
