import { Group } from "@mantine/core";
import { problemOf, ruleOf } from "../../api/problem";
import { TypedFilter } from "../../components/fields/TypedFilter";
import { QueryHelp } from "./QueryHelp";

type Props = { value: string; error: unknown; onChange: (query: string) => void };

/** The one field to find runs with. What the service does not understand stands under it, with the place. */
export function RunSearch({ value, error, onChange }: Props) {
  const mistake = queryMistake(error);
  return (
    <Group gap="xs" align="flex-start" wrap="nowrap" role="search" aria-label="Find runs">
      <div style={{ flex: "1 1 auto" }}>
        <TypedFilter
          label="Search"
          placeholder='state:failed mse>0.03 -tag:old "free text"'
          value={value}
          error={mistake}
          width="100%"
          onChange={onChange}
        />
      </div>
      <QueryHelp />
    </Group>
  );
}

/** What is wrong with the query; undefined when nothing is, or something else. */
export function queryMistake(error: unknown): string | undefined {
  const field = problemOf(error).fields.find(({ path }) => path === "q");
  return field && `The query ${ruleOf(field)}`;
}
