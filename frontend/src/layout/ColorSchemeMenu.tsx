import { ActionIcon, Menu, useMantineColorScheme } from "@mantine/core";

const schemes = [
  { value: "light", title: "Light", sign: "○" },
  { value: "dark", title: "Dark", sign: "●" },
  { value: "auto", title: "As the system", sign: "◐" },
] as const;

export function ColorSchemeMenu() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const current = schemes.find(({ value }) => value === colorScheme) ?? schemes[2];
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="default" size="lg" aria-label={`Colors: ${current.title}`}>
          <span aria-hidden>{current.sign}</span>
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {schemes.map(({ value, title, sign }) => (
          <Menu.Item key={value} leftSection={<span aria-hidden>{sign}</span>} onClick={() => setColorScheme(value)}>
            {title}
            {value === colorScheme ? " ✓" : ""}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
