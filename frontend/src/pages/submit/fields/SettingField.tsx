import { Fieldset, Select, TagsInput, TextInput } from "@mantine/core";
import { ruleOf } from "../../../api/problem";
import { NumberText } from "../../../components/fields/NumberText";
import { ReadText } from "../../../components/fields/ReadText";
import { asObject, written } from "../../../text/json";
import { readNumbers } from "../../../text/numbers";
import { chosenOf, defaultText, rangeText, withChosen } from "./schema";
import { type FieldProps, problemAt } from "./field";
import { FlagField } from "./FlagField";
import { SchemaFields } from "./SchemaFields";

/** The input that fits a setting's schema. */
export function SettingField(props: FieldProps) {
  const { schema, label, path, value, problems, isRequired, onChange } = props;
  const description = [schema.description, rangeText(schema.items ?? schema)].filter(Boolean).join(" · ");
  const common = {
    label,
    description,
    required: isRequired,
    error: problemAt(problems, path, ruleOf),
    placeholder: defaultText(schema, isRequired),
  };
  if (schema.type === "object") {
    return (
      <Fieldset legend={label}>
        <SchemaFields
          schema={schema}
          value={asObject(value)}
          resolved={asObject(schema.default)}
          path={path}
          problems={problems}
          onChange={onChange}
        />
      </Fieldset>
    );
  }
  if (schema.enum) {
    const pick = (next: string | null) =>
      onChange(next === null ? undefined : (schema.enum?.find((choice) => written(choice) === next) ?? next));
    return (
      <Select
        {...common}
        data={withChosen(schema.enum.map(written), chosenOf(schema, value) ?? undefined)}
        value={chosenOf(schema, value)}
        onChange={pick}
        clearable={!isRequired}
      />
    );
  }
  if (schema.type === "boolean") return <FlagField {...props} />;
  if (schema.type === "number" || schema.type === "integer") {
    return <NumberText {...common} value={value} isWhole={schema.type === "integer"} onChange={onChange} />;
  }
  if (schema.type === "array" && schema.items?.type === "string") {
    return (
      <TagsInput
        {...common}
        value={Array.isArray(value) ? value.map(written) : []}
        onChange={(next) => onChange(next.length === 0 ? undefined : next)}
      />
    );
  }
  if (schema.type === "array") {
    const isWhole = schema.items?.type === "integer";
    return <ReadText {...common} value={value} read={(text) => readNumbers(text, isWhole)} onChange={onChange} />;
  }
  return (
    <TextInput
      {...common}
      value={written(value)}
      onChange={(event) => onChange(event.currentTarget.value === "" ? undefined : event.currentTarget.value)}
    />
  );
}
