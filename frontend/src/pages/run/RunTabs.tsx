import { Tabs } from "@mantine/core";
import { useSearchParams } from "react-router";
import type { Run } from "../../api/types";
import { isAtRest } from "../../api/states";
import { AboutTab } from "./about/AboutTab";
import { CurvesTab } from "./CurvesTab";
import { DefinitionTab } from "./DefinitionTab";
import { GalleryTab } from "./gallery/GalleryTab";
import { LeaksTab } from "./leaks/LeaksTab";
import { LogTab } from "./LogTab";

const tabs = { gallery: "Gallery", leaks: "Leaks", curves: "Curves", log: "Log", definition: "Definition", about: "Provenance" };

/** The parts of a run; which one is open stands in the address. */
export function RunTabs({ run }: { run: Run }) {
  const [search, setSearch] = useSearchParams();
  const usual = run.state === "SUCCEEDED" ? "gallery" : run.state === "FAILED" ? "log" : "curves";
  const asked = search.get("tab") ?? usual;
  const open = asked in tabs ? asked : usual;
  const isMoving = !isAtRest(run.state);
  return (
    <Tabs value={open} onChange={(tab) => setSearch(tab === null || tab === usual ? {} : { tab }, { replace: true })} keepMounted={false}>
      <Tabs.List mb="md">
        {Object.entries(tabs).map(([value, title]) => (
          <Tabs.Tab key={value} value={value}>
            {title}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="gallery">
        <GalleryTab run={run} />
      </Tabs.Panel>
      <Tabs.Panel value="leaks">
        <LeaksTab run={run} />
      </Tabs.Panel>
      <Tabs.Panel value="curves">
        <CurvesTab run={run.id} attacks={run.attacks} isMoving={isMoving} />
      </Tabs.Panel>
      <Tabs.Panel value="log">
        <LogTab run={run.id} isMoving={isMoving} />
      </Tabs.Panel>
      <Tabs.Panel value="definition">
        <DefinitionTab run={run} />
      </Tabs.Panel>
      <Tabs.Panel value="about">
        <AboutTab run={run} />
      </Tabs.Panel>
    </Tabs>
  );
}
