import { List, Text } from "@mantine/core";
import type { QuotaLine } from "../api/types";
import { amount, resourceTitle, standing } from "../text/quota";
import { Notice } from "./Notice";

/** How the quotas stand that a submission counts against: loud when one of them refuses it. */
export function QuotaNote({ quotas }: { quotas: QuotaLine[] }) {
  const exceeded = quotas.filter((line) => line.exceeded);
  if (exceeded.length > 0)
    return (
      <Notice color="red" title="Beyond the quota: it would be refused" sign="✗" role="alert">
        <List size="sm">
          {exceeded.map((line) => (
            <List.Item key={line.of + line.resource}>
              {resourceTitle(line.resource)} of the {line.of} {line.name}: {standing(line)}
              {line.asked > 0 && `, and this would take ${amount(line.resource, line.asked)}`}.
            </List.Item>
          ))}
        </List>
      </Notice>
    );
  const [first, ...rest] = quotas.filter(({ resource, asked }) => resource !== "queued-runs" || asked > 0);
  if (first === undefined) return null;
  return (
    <Text size="xs" c="dimmed">
      Quota: {[first, ...rest].map((line) => `${resourceTitle(line.resource).toLowerCase()} of ${line.name} ${standing(line)}`).join("; ")}.
    </Text>
  );
}
