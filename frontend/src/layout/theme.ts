import { createTheme, localStorageColorSchemeManager } from "@mantine/core";

/** The same key is read by public/color-scheme.js before the first paint. */
export const colorSchemeManager = localStorageColorSchemeManager({ key: "obscura-color-scheme" });

export const theme = createTheme({
  primaryColor: "iris",
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  colors: {
    iris: ["#f0f1ff", "#dfe1fb", "#bcc0f3", "#979dec", "#787fe5", "#646de2", "#5a63e1", "#4a53c8", "#414ab3", "#35409e"],
  },
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', 'DejaVu Sans Mono', monospace",
  defaultRadius: "md",
  headings: { fontWeight: "650" },
  cursorType: "pointer",
  components: {
    // A state that is cut off says nothing.
    Badge: { styles: { root: { minWidth: "fit-content" }, label: { overflow: "visible" } } },
    // A wide table scrolls sideways, and a keyboard has to reach what scrolls.
    TableScrollContainer: { defaultProps: { scrollAreaProps: { viewportProps: { tabIndex: 0 } } } },
  },
});
