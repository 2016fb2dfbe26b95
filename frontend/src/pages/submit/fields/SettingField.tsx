import { Fieldset, Select, TagsInput, TextInput } from "@mantine/core";
import { ruleOf } from "../../../api/problem";
import { asObject } from "../../../text/json";
import { chosenOf, defaultText } from "../schema";
import { type FieldProps, problemAt } from "./field";
import { FlagField } from "./FlagField";
import { NumberField } from "./NumberField";
import { NumbersField } from "./NumbersField";
import { SchemaFields } from "./SchemaFields";

/** The input that fits a setting's schema. */
export function SettingField(props: FieldProps) {
  const { schema, label, path, value, problems, isRequired, onChange } = props;
  const common = { label, description: schema.description, required: isRequired, error: problemAt(problems, path, ruleOf), placeholder: defaultText(schema) };
  if (schema.type === "object") {
    return (
      <Fieldset legend={label} style={{ gridColumn: "1 / -1" }}>
        <SchemaFields schema={schema} value={asObject(value)} path={path} problems={problems} onChange={onChange} />
      </Fieldset>
    );
  }
  if (schema.enum) {
    return <Select {...common} data={schema.enum.map(String)} value={chosenOf(schema, value)} onChange={(next) => onChange(next ?? undefined)} clearable={!isRequired} />;
  }
  if (schema.type === "boolean") return <FlagField {...props} />;
  if (schema.type === "number" || schema.type === "integer") return <NumberField {...props} />;
  if (schema.type === "array" && schema.items?.type === "string") {
    return <TagsInput {...common} value={Array.isArray(value) ? value.map(String) : []} onChange={(next) => onChange(next.length === 0 ? undefined : next)} />;
  }
  if (schema.type === "array") return <NumbersField {...props} />;
  return <TextInput {...common} value={typeof value === "string" ? value : ""} maxLength={schema.maxLength} onChange={(event) => onChange(event.currentTarget.value === "" ? undefined : event.currentTarget.value)} />;
}
