import { Text } from "@mantine/core";
import type { ExpectedUsage, Usage } from "../api/types";
import { expectedInWords, usageInWords } from "../text/usage";

/** What was used, and what is still expected; nothing where neither is known. */
export function UsageText({ used, left }: { used: Usage; left?: ExpectedUsage }) {
  const spent = usageInWords(used);
  const rest = left === undefined ? "" : expectedInWords(left);
  if (spent === "" && rest === "") return null;
  return (
    <Text size="sm">
      {spent !== "" && `Used: ${spent}. `}
      {rest !== "" && <span title={left?.basis}>Left: {rest}.</span>}
    </Text>
  );
}
