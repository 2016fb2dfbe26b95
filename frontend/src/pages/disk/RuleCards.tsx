import { Card, Code, SimpleGrid, Stack, Text } from "@mantine/core";
import type { Disk } from "../../api/types";
import { bytes } from "../../text/bytes";
import { counted } from "../../text/counted";

type Rule = Disk["rules"][number];

const secondsPerDay = 86_400;

const ended: Record<string, string> = { FAILED: "failed", CANCELLED: "were cancelled", SUCCEEDED: "succeeded" };

/** The rules for old runs, and what each would do now. */
export function RuleCards({ rules }: { rules: Rule[] }) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      {rules.map((rule) => (
        <Card key={rule.action} withBorder component="section" aria-label={titleOf(rule)}>
          <Stack gap={4}>
            <Text fw={650}>{titleOf(rule)}</Text>
            <Text size="sm">{rule.on ? `${whichOf(rule)}. ${dueOf(rule)}` : "Off: nothing happens by itself."}</Text>
            <Text size="sm" c="dimmed">
              Set by <Code>obscura.retention.{rule.action}.after</Code>
            </Text>
          </Stack>
        </Card>
      ))}
    </SimpleGrid>
  );
}

function titleOf({ action }: Rule): string {
  return action === "archive" ? "Archive old runs" : "Delete old runs";
}

function whichOf({ states, afterSeconds }: Rule): string {
  const named = states.map((state) => ended[state] ?? state).join(" or ");
  return `Runs that ${named} more than ${counted(Math.round(afterSeconds / secondsPerDay), "day")} ago, unless they are pinned`;
}

function dueOf({ action, runs, kept, bytes: freed }: Rule): string {
  const others = kept > 0 ? `; ${counted(kept, "more is", "more are")} kept` : "";
  if (runs === 0) return `None is due now${others}.`;
  return action === "archive" ? `${counted(runs, "run")} due now.` : `${counted(runs, "run")} due now: ${bytes(freed)}${others}.`;
}
