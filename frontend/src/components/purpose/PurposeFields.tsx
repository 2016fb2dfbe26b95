import { Checkbox, NativeSelect } from "@mantine/core";
import { own, type Purpose, writePurpose } from "../../api/purpose";
import { useProjects } from "../../api/useProjects";

type Props = { purpose: Purpose; onChange: (purpose: Purpose) => void };

/** For which project something is submitted, and who may see it; nothing for who is in none. */
export function PurposeFields({ purpose, onChange }: Props) {
  const { data } = useProjects();
  const names = data?.projects.map(({ name }) => name) ?? [];
  if (names.length === 0) return null;
  const take = (next: Purpose) => {
    onChange(next);
    writePurpose(next);
  };
  const chosen = names.includes(purpose.project) ? purpose.project : "";
  return (
    <>
      <NativeSelect
        label="For the project"
        description="Its quota pays, and its members may see it"
        data={[{ value: "", label: "none: for myself" }, ...names]}
        value={chosen}
        onChange={({ currentTarget: { value } }) => take(value === "" ? own : { project: value, isPublic: false })}
      />
      {chosen !== "" && (
        <Checkbox
          label="Everybody may see it, on boards too"
          checked={purpose.isPublic}
          onChange={({ currentTarget: { checked } }) => take({ ...purpose, isPublic: checked })}
        />
      )}
    </>
  );
}
