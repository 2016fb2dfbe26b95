import { Select, Stack } from "@mantine/core";
import { type FieldProblem, ruleOf } from "../../api/problem";
import type { Catalog } from "../../api/types";
import type { Json } from "../../text/json";
import { grouped } from "../../text/format";
import { DatasetNotes } from "../../components/DatasetNotes";
import { problemAt } from "./fields/field";
import { SchemaFields } from "./fields/SchemaFields";
import { type SettingSchema, withChosen, withField } from "./fields/schema";

type Props = {
  datasets: Catalog["datasets"];
  beingRead: string[];
  schema: SettingSchema;
  value: Json;
  resolved: Json;
  path: string;
  problems: FieldProblem[];
  onChange: (value: Json) => void;
};

export function DatasetFields({ datasets, beingRead, schema, value, resolved, path, problems, onChange }: Props) {
  const chosen = datasets.find(({ id }) => id === value.id);
  const about = chosen
    ? `${chosen.title}: ${chosen.width}×${chosen.height}×${chosen.channels}, ${chosen.classes} classes, ${grouped(chosen.trainCount)} + ${grouped(chosen.testCount)} images${chosen.synthetic && !chosen.title.includes("synthetic") ? ", synthetic" : ""}`
    : undefined;
  return (
    <Stack gap="sm">
      <Select
        label="Data set"
        description={about}
        data={withChosen([...datasets.map(({ id }) => id), ...beingRead], value.id)}
        value={typeof value.id === "string" ? value.id : null}
        error={problemAt(problems, `${path}.id`, ruleOf)}
        onChange={(id) => onChange(withField(value, "id", id ?? undefined))}
        searchable
        nothingFoundMessage="No such data set"
        required
      />
      {typeof value.id === "string" && <DatasetNotes id={value.id} />}
      <SchemaFields
        schema={schema}
        value={value}
        resolved={resolved}
        path={path}
        problems={problems}
        without={["id"]}
        onChange={onChange}
      />
    </Stack>
  );
}
