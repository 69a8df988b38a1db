import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { BrowserRouter } from "react-router";
import { language } from "@/api/language";
import { WordsProvider } from "@/words";
import { Gate } from "./Gate";
import { AppRoutes } from "./routes";
import { queryClient } from "./queries";
import { theme, variables } from "./theme";

/** The whole app: words, theme, sign-in gate and routes. */
export function App() {
  const [queries] = useState(queryClient);
  useEffect(() => language.subscribe(() => void queries.invalidateQueries()), [queries]);
  return (
    <WordsProvider>
      <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
        <QueryClientProvider client={queries}>
          <BrowserRouter basename="/app">
            <Gate>
              <AppRoutes />
            </Gate>
          </BrowserRouter>
        </QueryClientProvider>
      </MantineProvider>
    </WordsProvider>
  );
}
