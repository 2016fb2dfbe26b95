import { NumberInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { ruleOf } from "../../../api/problem";
import { defaultText, rangeText } from "../schema";
import { type FieldProps, problemAt } from "./field";

/** A number. What is typed is kept as typed ("0.0" on the way to "0.05"); the definition gets it once it is a number. */
export function NumberField({ label, path, schema, value, isRequired, problems, onChange }: FieldProps) {
  const [typed, setTyped] = useState<string | number>("");
  const given = typeof value === "number" || typeof value === "string" ? value : "";
  useEffect(() => {
    setTyped((before) => (before !== "" && Number(before) === Number(given) && given !== "" ? before : given));
  }, [given]);
  const take = (next: string | number) => {
    setTyped(next);
    if (next === "") onChange(undefined);
    else if (Number.isFinite(Number(next))) onChange(Number(next));
  };
  const description = [schema.description, rangeText(schema)].filter(Boolean).join(" · ");
  return (
    <NumberInput
      label={label}
      description={description}
      placeholder={defaultText(schema)}
      required={isRequired}
      error={problemAt(problems, path, ruleOf)}
      value={typed}
      onChange={take}
      allowDecimal={schema.type !== "integer"}
      decimalScale={12}
      hideControls={schema.type !== "integer"}
    />
  );
}
