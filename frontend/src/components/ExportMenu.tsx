import { Button, Menu } from "@mantine/core";
import type { ExportFormat } from "../api/types";

const titles: Record<ExportFormat, string> = {
  csv: "CSV",
  json: "JSON",
  md: "Markdown table",
  tex: "LaTeX table",
  bib: "BibTeX of the methods",
};
const formats = Object.keys(titles) as ExportFormat[];

type Props = {
  urlOf: (format: ExportFormat) => string;
  /** Files that only this page has. */
  more?: { title: string; url: string }[];
};

/** What is shown, as a file. */
export function ExportMenu({ urlOf, more = [] }: Props) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" rightSection={<span aria-hidden>▾</span>}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map((format) => (
          <Menu.Item key={format} component="a" href={urlOf(format)} download>
            {titles[format]} (.{format})
          </Menu.Item>
        ))}
        {more.map(({ title, url }) => (
          <Menu.Item key={url} component="a" href={url} download>
            {title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
