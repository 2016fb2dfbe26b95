import { Switch } from "@mantine/core";
import { ruleOf } from "../../../api/problem";
import { type FieldProps, problemAt } from "./field";

export function FlagField({ label, path, schema, value, problems, onChange }: FieldProps) {
  const isOn = typeof value === "boolean" ? value : schema.default === true;
  return (
    <Switch
      label={`${label}: ${isOn ? "yes" : "no"}`}
      description={schema.description}
      error={problemAt(problems, path, ruleOf)}
      checked={isOn}
      onChange={(event) => onChange(event.currentTarget.checked)}
      mt="lg"
    />
  );
}
