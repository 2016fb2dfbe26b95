import { Anchor, List, SegmentedControl, Stack, Text } from "@mantine/core";
import { useParams, useSearchParams } from "react-router";
import { api } from "../../api/client";
import { tableExportUrl } from "../../api/links";
import type { PaperTable } from "../../api/types";
import { ExportMenu } from "../../components/ExportMenu";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";
import { PageHead } from "../../components/PageHead";
import { UsageText } from "../../components/UsageText";
import { TableProgress } from "../../components/TableProgress";
import { PaperTableGrid } from "./PaperTableGrid";
import { Reproduce } from "./Reproduce";

/** One paper table at one scale, which stands in the address. */
export function TablePage() {
  const { id = "" } = useParams();
  const [search, setSearch] = useSearchParams();
  const asked = search.get("scale");
  const scale: PaperTable["scale"] | undefined = asked === "paper" || asked === "mini" ? asked : undefined;
  const query = scale === undefined ? {} : { scale };
  const answer = api.useQuery("get", "/api/v1/tables/{id}", { params: { path: { id }, query } }, { refetchInterval: 10_000 });
  return (
    <>
      {answer.data === undefined && <PageHead title="Paper table" />}
      <Loaded query={answer} loading={<LoadingRows rows={6} height={60} />}>
        {(table) => <KnownTable table={table} onScale={(next) => setSearch({ scale: next }, { replace: true })} />}
      </Loaded>
    </>
  );
}

function KnownTable({ table, onScale }: { table: PaperTable; onScale: (scale: string) => void }) {
  return (
    <>
      <PageHead title={table.title} lead={<Source table={table} />}>
        <ExportMenu urlOf={(format) => tableExportUrl(table.id, format, table.scale)} />
      </PageHead>
      <Stack>
        {table.scales.length > 1 && (
          <SegmentedControl aria-label="Scale" data={[...table.scales]} value={table.scale} onChange={onScale} maw={240} />
        )}
        <Text size="sm">
          {table.scale === "paper"
            ? "The published setting: values are compared."
            : "32 × 32 pictures at an eighth of the width: only the order of rows is compared."}
        </Text>
        <TableProgress progress={table.progress} name={table.title} />
        <UsageText used={table.used} />
        <Reproduce key={table.scale} table={table} />
        <PaperTableGrid table={table} />
        <Text size="xs" c="dimmed">
          Mean ± half of the 95 % interval over n seeds, in the unit of the paper. ↑ higher is better, ↓ lower is better for the defender.
        </Text>
        <List size="sm">
          {table.remarks.map((remark) => (
            <List.Item key={remark}>{remark}</List.Item>
          ))}
        </List>
      </Stack>
    </>
  );
}

function Source({ table }: { table: PaperTable }) {
  return (
    <span>
      Published: {table.source}
      {table.link !== "" && (
        <>
          {" "}
          (
          <Anchor href={table.link} size="sm" underline="always" rel="noreferrer" target="_blank">
            {table.link.replace("https://", "")}
          </Anchor>
          )
        </>
      )}
    </span>
  );
}
