import { List } from "@mantine/core";
import { useDatasets } from "../api/useDatasets";
import { DatasetFacts } from "./DatasetFacts";
import { Notice } from "./Notice";

/** What a reader of numbers on a data set should know of it, or why it cannot be used; nothing when nobody knows it. */
export function DatasetNotes({ id }: { id: string }) {
  const { data } = useDatasets();
  const dataset = data?.datasets.find((known) => known.id === id);
  if (!dataset) return null;
  if (dataset.state === "being-read")
    return (
      <Notice color="gray" title={`${id} is being read`} sign="…" role="status">
        What it holds is known when that is done; runs can be queued then.
      </Notice>
    );
  if (dataset.problem !== "")
    return (
      <Notice color="red" title={`${id} cannot be used`} sign="✗">
        {dataset.problem}
      </Notice>
    );
  return (
    <Notice color="gray" title={`About ${id}`} sign="!">
      <DatasetFacts dataset={dataset} />
      {dataset.notes.length > 0 && (
        <List size="sm">
          {dataset.notes.map((note) => (
            <List.Item key={note}>{note}</List.Item>
          ))}
        </List>
      )}
    </Notice>
  );
}
