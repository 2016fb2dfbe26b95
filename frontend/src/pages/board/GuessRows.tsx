import { Table, Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { Board } from "../../api/types";
import { CellText } from "../../components/CellText";
import { accuracyStyle, type MetricColumn } from "../../text/metrics";

/** What nobody has to learn anything for: the class and the picture that are guessed. They stand below all rows, whatever sorts them. */
export function GuessRows({ board, columns }: { board: Board; columns: MetricColumn[] }) {
  return (
    <>
      {board.chance !== null && (
        <GuessRow
          name="Chance"
          says="guessing the class"
          accuracy={<CellText style={accuracyStyle} mean={board.chance} />}
          columns={columns}
          scores={{}}
        />
      )}
      {Object.keys(board.constantGuess).length > 0 && (
        <GuessRow name="Constant guess" says="the same picture for every target" columns={columns} scores={board.constantGuess} />
      )}
    </>
  );
}

type Props = {
  name: string;
  says: string;
  accuracy?: ReactNode;
  columns: MetricColumn[];
  scores: Record<string, number>;
};

function GuessRow({ name, says, accuracy = "–", columns, scores }: Props) {
  return (
    <Table.Tr>
      <Table.Td />
      <Table.Td className="number">–</Table.Td>
      <Table.Td>
        <Text fs="italic" size="sm">
          {name}
        </Text>
        <Text size="xs" c="dimmed">
          {says}
        </Text>
      </Table.Td>
      <Table.Td className="number">{accuracy}</Table.Td>
      {columns.map((column) => (
        <Table.Td key={column.name} className="number">
          <CellText style={column} mean={scores[column.name]} />
        </Table.Td>
      ))}
      <Table.Td className="number">–</Table.Td>
      <Table.Td className="number">–</Table.Td>
    </Table.Tr>
  );
}
