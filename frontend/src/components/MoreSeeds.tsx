import { Button, Group, TextInput } from "@mantine/core";
import { useState } from "react";
import { readNumbers } from "../text/numbers";

type Props = { taken: number[]; isPending: boolean; onAdd: (seeds: number[]) => void };

/** A field for more seeds, filled with the next one, and the button that queues them. */
export function MoreSeeds({ taken, isPending, onAdd }: Props) {
  const next = String(Math.max(0, ...taken) + 1);
  const [typed, setTyped] = useState<string>();
  const text = typed ?? next;
  const { value, mistake } = readNumbers(text, true);
  const add = () => {
    if (value === undefined) return;
    onAdd(value);
    setTyped(undefined);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <Group gap={4} wrap="nowrap" align="flex-start">
        <TextInput
          size="xs"
          w={110}
          aria-label="Seeds to add"
          placeholder="4-6"
          value={text}
          error={mistake === "" ? undefined : mistake}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" size="xs" variant="default" loading={isPending} disabled={value === undefined}>
          Add seeds
        </Button>
      </Group>
    </form>
  );
}
