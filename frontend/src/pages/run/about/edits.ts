import type { Run } from "../../../api/types";

/** What people may change of a run. A priority that cannot be read is kept as it was typed. */
export type Edit = { notes: string; tags: string[]; priority: number | string | undefined };

/** The run as it was read, with the mark that tells whether somebody changed it since. */
export type Read = { edit: Edit; tag: string };

/** What was typed, and what it was typed over. */
export type Typed = { base: Read; mine: Edit };

export function editOf({ notes, tags, priority }: Run): Edit {
  return { notes, tags, priority };
}

export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Only what differs is sent, so that nothing is written over that was not touched. */
export function changesOf({ base, mine }: Typed): { notes?: string; tags?: string[]; priority?: number } {
  return {
    ...(mine.notes !== base.edit.notes && { notes: mine.notes }),
    ...(!isSame(mine.tags, base.edit.tags) && { tags: mine.tags }),
    ...(typeof mine.priority === "number" && mine.priority !== base.edit.priority && { priority: mine.priority }),
  };
}

/** Both notes below each other, unless one holds the other already. */
export function mergedNotes(mine: string, theirs: string): string {
  if (mine.includes(theirs)) return mine;
  return theirs.includes(mine) ? theirs : `${theirs}\n\n${mine}`;
}

/** What this tab wanted, on top of what is there now: untouched fields follow the others, touched tags are joined. */
export function rebased({ base, mine }: Typed, theirs: Read): Typed {
  const added = mine.tags.filter((tag) => !base.edit.tags.includes(tag));
  const kept = theirs.edit.tags.filter((tag) => mine.tags.includes(tag) || !base.edit.tags.includes(tag));
  return {
    base: theirs,
    mine: {
      notes: mine.notes === base.edit.notes ? theirs.edit.notes : mergedNotes(mine.notes, theirs.edit.notes),
      tags: [...new Set([...kept, ...added])],
      priority: mine.priority === base.edit.priority ? theirs.edit.priority : mine.priority,
    },
  };
}
