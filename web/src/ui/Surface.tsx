import { Box, type BoxProps } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./ui.module.css";

/** A quiet panel. */
export function Surface({ children, ...box }: BoxProps & { children: ReactNode }) {
  return (
    <Box {...box} className={classes["surface"] ?? ""}>
      {children}
    </Box>
  );
}
