import { List, Stack, Text } from "@mantine/core";
import type { StudyDryRun } from "../api/types";
import { Notice } from "./Notice";
import { duration } from "../text/format";
import { expectedInWords } from "../text/usage";
import { QuotaNote } from "./QuotaNote";

/** What posting a study would do, in words. */
export function PlanText({ plan }: { plan: StudyDryRun }) {
  const there = [
    plan.computed > 0 ? `${plan.computed} are computed already` : "",
    plan.waiting > 0 ? `${plan.waiting} wait or run already` : "",
    plan.ended > 0 ? `${plan.ended} have failed or were cancelled before and are not queued again by themselves` : "",
  ].filter((words) => words !== "");
  const use = expectedInWords(plan.expected);
  return (
    <Stack gap="xs">
      <Text size="sm">
        <b>
          {plan.experiments} {plan.experiments === 1 ? "experiment" : "experiments"}, {plan.runs} {plan.runs === 1 ? "run" : "runs"}
        </b>
        {there.length > 0 ? `: ${there.join("; ")}` : ""}. {plan.queued} would be queued
        {plan.queued > 0 ? `, about ${duration(plan.seconds)} one after the other` : ""}.
      </Text>
      {use !== "" && (
        <Text size="sm" title={plan.expected.basis}>
          They would use {use}.
        </Text>
      )}
      <QuotaNote quotas={plan.quotas} />
      {plan.basis.length > 0 && (
        <Text size="xs" c="dimmed">
          {plan.basis.slice(0, 3).join("; ")}
        </Text>
      )}
      {plan.refusedCells > 0 && (
        <Notice color="red" title={`${plan.refusedCells} of ${plan.experiments} experiments do not hold`} sign="✗" role="alert">
          <List size="sm">
            {plan.refused.map(({ path, reason }) => (
              <List.Item key={path + reason}>
                <b>{path}</b> {reason}
              </List.Item>
            ))}
          </List>
        </Notice>
      )}
      {plan.warnings.length > 0 && (
        <Notice color="orange" title="Worth knowing" sign="!">
          <List size="sm">
            {plan.warnings.map((warning) => (
              <List.Item key={warning}>{warning}</List.Item>
            ))}
          </List>
        </Notice>
      )}
    </Stack>
  );
}
