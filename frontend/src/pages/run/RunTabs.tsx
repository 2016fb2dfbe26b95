import { Tabs } from "@mantine/core";
import { useSearchParams } from "react-router";
import type { Run } from "../../api/types";
import { AboutTab } from "./about/AboutTab";
import { CurvesTab } from "./CurvesTab";
import { DefinitionTab } from "./DefinitionTab";
import { GalleryTab } from "./gallery/GalleryTab";
import type { Told } from "./live/collector";
import { LogTab } from "./LogTab";

const tabs = { gallery: "Gallery", curves: "Curves", log: "Log", definition: "Definition", about: "Provenance" };

/** The parts of a run; which one is open stands in the address. */
export function RunTabs({ run, told }: { run: Run; told: Told }) {
  const [search, setSearch] = useSearchParams();
  const usual = run.state === "SUCCEEDED" ? "gallery" : run.state === "FAILED" ? "log" : "curves";
  const open = search.get("tab") ?? usual;
  return (
    <Tabs value={open} onChange={(tab) => setSearch(tab === null || tab === usual ? {} : { tab }, { replace: true })} keepMounted={false}>
      <Tabs.List mb="md">
        {Object.entries(tabs).map(([value, title]) => <Tabs.Tab key={value} value={value}>{title}</Tabs.Tab>)}
      </Tabs.List>
      <Tabs.Panel value="gallery"><GalleryTab run={run} /></Tabs.Panel>
      <Tabs.Panel value="curves"><CurvesTab series={told.series} state={run.state} /></Tabs.Panel>
      <Tabs.Panel value="log"><LogTab lines={told.lines} /></Tabs.Panel>
      <Tabs.Panel value="definition"><DefinitionTab run={run} /></Tabs.Panel>
      <Tabs.Panel value="about"><AboutTab run={run} /></Tabs.Panel>
    </Tabs>
  );
}
