import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";

// A reading room at night: little light, no colour that is not a statement.
const TEAL: MantineColorsTuple = [
  "#e6f6f7", "#cdebed", "#9dd7dc", "#6bc2c9", "#4bb1ba", "#2f98a2", "#1c7f89", "#0e6670", "#0a535b", "#064047",
]; // prettier-ignore
const NIGHT: MantineColorsTuple = [
  "#dbe1e8", "#b9c2cc", "#98a3af", "#79848f", "#4c5763", "#333d48", "#242c36", "#171d25", "#10151c", "#0a0e13",
]; // prettier-ignore

export const theme = createTheme({
  primaryColor: "teal",
  primaryShade: { light: 7, dark: 6 },
  colors: { teal: TEAL, dark: NIGHT },
  defaultRadius: "md",
  fontFamily:
    'system-ui, "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", sans-serif',
  headings: { fontWeight: "620" },
  cursorType: "pointer",
  focusRing: "auto",
});

export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-body": "#f5f7f8",
    "--mantine-color-dimmed": "#55606b",
    "--surface": "#ffffff",
    "--hairline": "#dfe4e8",
    "--mantine-color-error": "#b42318",
    "--mantine-color-red-light-color": "#b42318",
    "--mantine-color-orange-light-color": "#9a3412",
  },
  dark: {
    "--mantine-color-body": "#0d1218",
    "--mantine-color-dimmed": "#98a3af",
    "--surface": "#141a21",
    "--hairline": "#262f39",
    "--mantine-color-error": "#ff8a80",
  },
});
