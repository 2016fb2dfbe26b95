import { Button, Menu } from "@mantine/core";
import { exportUrl } from "../../api/links";
import type { BoardFilters } from "./filters";

const formats = [
  { ending: "csv", title: "CSV" },
  { ending: "json", title: "JSON" },
  { ending: "tex", title: "LaTeX table" },
  { ending: "md", title: "Markdown table" },
];

export function ExportMenu({ dataset, filters }: { dataset: string; filters: BoardFilters }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target><Button variant="default" rightSection={<span aria-hidden>▾</span>}>Export</Button></Menu.Target>
      <Menu.Dropdown>
        {formats.map(({ ending, title }) => (
          <Menu.Item key={ending} component="a" href={exportUrl(dataset, ending, filters)} download>{title} (.{ending})</Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
