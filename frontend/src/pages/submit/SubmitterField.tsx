import { TextInput } from "@mantine/core";
import { useState } from "react";
import { cleanSubmitter, readSubmitter, writeSubmitter } from "../../api/submitter";

/** Who submits; this browser remembers it. */
export function SubmitterField() {
  const [name, setName] = useState(readSubmitter);
  const take = (text: string) => {
    const clean = cleanSubmitter(text);
    setName(clean);
    writeSubmitter(clean);
  };
  return <TextInput label="Submitter" description="Your name; kept in this browser" placeholder="anonymous" value={name} onChange={(event) => take(event.currentTarget.value)} />;
}
