import { Button, Menu } from "@mantine/core";
import { exportUrl } from "../../api/links";
import type { ExportFormat } from "../../api/types";
import { type BoardFilters, queryOf } from "./filters";

const titles: Record<ExportFormat, string> = { csv: "CSV", json: "JSON", tex: "LaTeX table", md: "Markdown table" };
const formats = Object.keys(titles) as ExportFormat[];

export function ExportMenu({ dataset, filters }: { dataset: string; filters: BoardFilters }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" rightSection={<span aria-hidden>▾</span>}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map((format) => (
          <Menu.Item key={format} component="a" href={exportUrl(dataset, format, queryOf(filters))} download>
            {titles[format]} (.{format})
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
