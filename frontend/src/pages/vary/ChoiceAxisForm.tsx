import { Button, Group, MultiSelect } from "@mantine/core";
import { useState } from "react";
import type { Json } from "../../text/json";

type Choice = { value: string; label: string };
type Props = { name: string; path: string; label: string; description: string; choices: Choice[]; onAdd: (axis: Json) => void };

/** Chooses several of what the catalog lists, such as data sets or backbones. */
export function ChoiceAxisForm({ name, path, label, description, choices, onAdd }: Props) {
  const [chosen, setChosen] = useState<string[]>([]);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onAdd({ name, path, values: chosen });
        setChosen([]);
      }}
    >
      <Group align="flex-end" gap="xs">
        <MultiSelect
          style={{ flex: "1 1 14rem" }}
          label={label}
          description={description}
          data={choices}
          value={chosen}
          onChange={setChosen}
          searchable
          nothingFoundMessage="The catalog has none of this name"
        />
        <Button type="submit" variant="default" disabled={chosen.length === 0}>
          Add the axis
        </Button>
      </Group>
    </form>
  );
}
