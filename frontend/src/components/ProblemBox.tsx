import { Button, List, Stack, Text } from "@mantine/core";
import { problemOf, sentenceOf } from "../api/problem";
import { Notice } from "./Notice";

/** An error in words, with the fields it names and a way to try again. */
export function ProblemBox({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const problem = problemOf(error);
  const hint = problem.status === 0 ? "Is the service running? This page continues by itself once it is." : "";
  return (
    <Notice role="alert" color="red" title={problem.title} sign="✗">
      <Stack gap="xs" align="flex-start">
        {problem.fields.length === 0 && <Text size="sm">{problem.detail}</Text>}
        {problem.fields.length > 0 && (
          <List size="sm">
            {problem.fields.map((field) => (
              <List.Item key={field.path + field.rule}>{sentenceOf(field)}</List.Item>
            ))}
          </List>
        )}
        {hint !== "" && <Text size="sm">{hint}</Text>}
        {problem.traceId !== "" && (
          <Text size="xs" c="dimmed">
            Trace {problem.traceId}
          </Text>
        )}
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            Try again
          </Button>
        )}
      </Stack>
    </Notice>
  );
}
