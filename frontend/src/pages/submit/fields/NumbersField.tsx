import { TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { ruleOf } from "../../../api/problem";
import { defaultText, parseNumbers } from "../schema";
import { type FieldProps, problemAt } from "./field";

/** A list of numbers, separated by commas. */
export function NumbersField({ label, path, schema, value, isRequired, problems, onChange }: FieldProps) {
  const given = Array.isArray(value) ? value.join(", ") : "";
  const [typed, setTyped] = useState(given);
  useEffect(() => {
    setTyped((before) => ((parseNumbers(before) ?? []).join(", ") === given ? before : given));
  }, [given]);
  const isReadable = parseNumbers(typed) !== null;
  const take = (text: string) => {
    setTyped(text);
    const numbers = parseNumbers(text);
    if (numbers !== null) onChange(numbers);
  };
  return (
    <TextInput
      label={label}
      description={schema.description ?? "numbers separated by commas"}
      placeholder={defaultText(schema)}
      required={isRequired}
      error={isReadable ? problemAt(problems, path, ruleOf) : "must be numbers separated by commas"}
      value={typed}
      onChange={(event) => take(event.currentTarget.value)}
    />
  );
}
