import { Button, Group, TagsInput } from "@mantine/core";
import { useState } from "react";

type Props = { isRemoval: boolean; onTags: (tags: string[]) => void; onClose: () => void };

/** Asks for the tags that are to be added or removed. */
export function TagForm({ isRemoval, onTags, onClose }: Props) {
  const [tags, setTags] = useState<string[]>([]);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (tags.length > 0) onTags(tags);
      }}
    >
      <Group gap="xs" align="flex-end">
        <TagsInput
          label={isRemoval ? "Tags to remove" : "Tags to add"}
          description="Enter or a comma ends each"
          value={tags}
          onChange={setTags}
          acceptValueOnBlur
          data-autofocus
          style={{ flex: "1 1 16rem" }}
        />
        <Button type="submit" size="sm" disabled={tags.length === 0}>
          {isRemoval ? "Remove" : "Add"}
        </Button>
        <Button size="sm" variant="default" onClick={onClose}>
          Close
        </Button>
      </Group>
    </form>
  );
}
