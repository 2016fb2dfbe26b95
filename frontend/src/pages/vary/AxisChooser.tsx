import { SegmentedControl, Stack, useMatches } from "@mantine/core";
import { useState } from "react";
import { api } from "../../api/client";
import { useCatalog } from "../../api/useCatalog";
import { Loaded } from "../../components/Loaded";
import { LoadingRows } from "../../components/LoadingRows";
import type { Json } from "../../text/json";
import { AxisForm } from "./AxisForm";
import { ChoiceAxisForm } from "./ChoiceAxisForm";
import { ListAxisForm, type ListKind } from "./ListAxisForm";

type Props = { base: Json; onAdd: (axis: Json) => void };

const kinds = [
  { value: "setting", label: "A setting" },
  { value: "defense", label: "Defenses" },
  { value: "attacks", label: "Attacks" },
  { value: "dataset", label: "Data sets" },
  { value: "backbone", label: "Backbones" },
];

const defenses: ListKind = {
  path: "defense",
  nameField: "part",
  one: "defense",
  addable: "a defense part",
  whenEmpty: "No part: the undefended network.",
};

const attacks: ListKind = {
  path: "attacks",
  nameField: "attack",
  one: "list of attacks",
  addable: "an attack",
  whenEmpty: "No attack: only the network itself is measured.",
};

const choice = ({ id, title }: { id: string; title: string }) => ({ value: id, label: title === id ? id : `${id}: ${title}` });

/** What kind of thing an axis varies, and the form that belongs to it. */
export function AxisChooser({ base, onAdd }: Props) {
  const [kind, setKind] = useState("setting");
  const orientation = useMatches({ base: "vertical" as const, xs: "horizontal" as const });
  const catalog = useCatalog();
  const presets = api.useQuery("get", "/api/v1/presets", {}, { staleTime: 60_000 });
  return (
    <Stack gap="sm">
      <SegmentedControl aria-label="Kind of axis" orientation={orientation} data={kinds} value={kind} onChange={setKind} />
      {kind === "setting" && <AxisForm definition={base} onAdd={onAdd} />}
      {kind !== "setting" && (
        <Loaded query={catalog} loading={<LoadingRows rows={2} height={60} />}>
          {(known) => (
            <>
              {(kind === "defense" || kind === "attacks") && (
                <ListAxisForm
                  key={kind}
                  kind={kind === "defense" ? defenses : attacks}
                  base={base}
                  catalog={kind === "defense" ? known.parts : known.attacks}
                  presets={presets.data?.presets ?? []}
                  onAdd={onAdd}
                />
              )}
              {kind === "dataset" && (
                <ChoiceAxisForm
                  key={kind}
                  name="data set"
                  path="/dataset/id"
                  label="Data sets"
                  description="Limits and image size stay those of the base"
                  choices={known.datasets.map(choice)}
                  onAdd={onAdd}
                />
              )}
              {kind === "backbone" && (
                <ChoiceAxisForm
                  key={kind}
                  name="backbone"
                  path="/network/backbone"
                  label="Backbones"
                  description="Cut layer and training stay those of the base"
                  choices={known.backbones.map(choice)}
                  onAdd={onAdd}
                />
              )}
            </>
          )}
        </Loaded>
      )}
    </Stack>
  );
}
