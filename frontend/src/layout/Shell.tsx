import { ActionIcon, AppShell, Burger, Container, Group, Stack } from "@mantine/core";
import { useDisclosure, useHotkeys } from "@mantine/hooks";
import { Outlet, ScrollRestoration } from "react-router";
import { Enlarger } from "../components/picture/Enlarger";
import { AccountMenu } from "./AccountMenu";
import { AwayNote } from "./AwayNote";
import { Brand } from "./Brand";
import { ColorSchemeMenu } from "./ColorSchemeMenu";
import { Gate } from "./Gate";
import { Navigation } from "./Navigation";
import { PausedNote } from "./PausedNote";
import { ShortcutHelp } from "./ShortcutHelp";
import { useShortcuts } from "./useShortcuts";

/** The frame of every page. */
export function Shell() {
  const [isHelpOpen, help] = useDisclosure(false);
  const [isMenuOpen, menu] = useDisclosure(false);
  useShortcuts(help.open);
  useHotkeys([["Escape", menu.close]]);
  return (
    <AppShell header={{ height: 56 }} navbar={{ width: 220, breakpoint: "md", collapsed: { desktop: true, mobile: !isMenuOpen } }}>
      <a className="skip-link" href="#content">
        Skip to the content
      </a>
      <AppShell.Header>
        <Container size="xl" h="100%">
          <Group h="100%" justify="space-between" wrap="nowrap">
            <Group gap="xl" wrap="nowrap">
              <Burger hiddenFrom="md" size="sm" opened={isMenuOpen} onClick={menu.toggle} aria-label="Menu" aria-expanded={isMenuOpen} />
              <Brand />
              <Group component="nav" aria-label="Pages" gap={4} visibleFrom="md" wrap="nowrap">
                <Navigation />
              </Group>
            </Group>
            <Group gap="xs" wrap="nowrap">
              <ActionIcon component="a" href="/swagger-ui.html" variant="default" size="lg" w={48} aria-label="Swagger UI, the API">
                API
              </ActionIcon>
              <ActionIcon variant="default" size="lg" visibleFrom="xs" aria-label="Keyboard shortcuts" onClick={help.open}>
                ?
              </ActionIcon>
              <ColorSchemeMenu />
              <AccountMenu />
            </Group>
          </Group>
        </Container>
      </AppShell.Header>
      <AppShell.Navbar p="md" hiddenFrom="md">
        {/* A closed menu must not be on the way of the Tab key. */}
        {isMenuOpen && (
          <Stack component="nav" aria-label="Pages, small screen" gap="xs">
            <Navigation onGo={menu.close} />
          </Stack>
        )}
      </AppShell.Navbar>
      <AppShell.Main id="content">
        <Container size="xl" py="lg">
          <AwayNote />
          <Gate>
            <PausedNote />
            <Enlarger>
              <Outlet />
            </Enlarger>
          </Gate>
        </Container>
      </AppShell.Main>
      <ShortcutHelp isOpen={isHelpOpen} onClose={help.close} />
      <ScrollRestoration />
    </AppShell>
  );
}
