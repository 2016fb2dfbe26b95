import { Anchor, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import { api } from "../../api/client";
import type { Experiment } from "../../api/types";
import { EmptyNote } from "../../components/EmptyNote";
import { asObject, written } from "../../text/json";

/** Where the experiment stands on the boards of its data set, one board per attack. */
export function BoardPlaces({ experiment }: { experiment: Experiment }) {
  const definition = asObject(experiment.definition);
  const dataset = written(asObject(definition.dataset).id);
  const network = asObject(definition.network);
  const { attacks } = experiment.aggregate;
  if (attacks.length === 0) {
    return (
      <EmptyNote title="On no board yet">
        <Text>A board shows what attacks rebuilt; no seed with an attack has succeeded yet.</Text>
      </EmptyNote>
    );
  }
  return (
    <Table.ScrollContainer minWidth={330}>
      <Table aria-label="Rows on boards">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Board</Table.Th>
            <Table.Th>Rank</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {["worst-case", ...attacks.map(({ slug }) => slug)].map((slug) => (
            <Place
              key={slug}
              rowHash={experiment.rowHash}
              dataset={dataset}
              query={{ attack: slug, backbone: written(network.backbone), cutLayer: Number(network.cutLayer) }}
            />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

type PlaceProps = { rowHash: string; dataset: string; query: { attack: string; backbone: string; cutLayer: number } };

function Place({ rowHash, dataset, query }: PlaceProps) {
  const board = api.useQuery("get", "/api/v1/boards/{dataset}", { params: { path: { dataset }, query } });
  const row = board.data?.rows.find((one) => one.rowHash === rowHash);
  const search = new URLSearchParams({ ...query, cutLayer: String(query.cutLayer) });
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} to={`/boards/${encodeURIComponent(dataset)}?${search.toString()}`}>
          {dataset}, {query.backbone}, cut {query.cutLayer}, {query.attack}
        </Anchor>
      </Table.Td>
      <Table.Td>
        {board.isPending && "…"}
        {board.isError && "not known now"}
        {board.data && !row && "not on it"}
        {row && (row.rank === null ? `not ranked: ${row.unranked}` : `${row.rank} of ${board.data?.rows.length ?? 0}`)}
      </Table.Td>
    </Table.Tr>
  );
}
