import { Switch } from "@mantine/core";
import { ruleOf } from "../../../api/problem";
import { type FieldProps, problemAt } from "./field";

/** Yes or no; what nobody touched says that it is the default. */
export function FlagField({ label, path, schema, value, problems, onChange }: FieldProps) {
  const isOn = typeof value === "boolean" ? value : schema.default === true;
  return (
    <Switch
      label={`${label}: ${isOn ? "yes" : "no"}${value === undefined ? " (default)" : ""}`}
      description={schema.description}
      error={problemAt(problems, path, ruleOf)}
      checked={isOn}
      onChange={(event) => onChange(event.currentTarget.checked)}
      mt="lg"
    />
  );
}
