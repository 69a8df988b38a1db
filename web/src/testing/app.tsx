import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, renderHook } from "@testing-library/react";
import type { ReactElement, ReactNode } from "react";
import { MemoryRouter, useLocation } from "react-router";
import { language } from "@/api/language";
import { session } from "@/api/session";
import { WordsProvider } from "@/words";
import { server } from "./server";

interface Options {
  /** Address of the screen. */
  at?: string;
  /** What the signed-in user may do. */
  may?: string[];
}

/** Render a hook within the app, signed in and in English. */
export function renderHookInApp<T>(hook: () => T, options: Options = {}) {
  const { queries, wrapper, address } = surroundings(options);
  return { queries, address, ...renderHook(hook, { wrapper }) };
}

/** Render an element within the app, signed in and in English. */
export function renderInApp(element: ReactElement, options: Options = {}) {
  const { queries, wrapper, address } = surroundings(options);
  return { queries, address, ...render(element, { wrapper }) };
}

function surroundings({ at = "/", may = [] }: Options) {
  session.open({ access_token: "access", refresh_token: "refresh", expires_in: 900 });
  language.choose("en");
  server.answers("GET /api/v1/me", {
    id: "me",
    email: "me@example.org",
    role: "clinician",
    organisation_name: "Hospital",
    capabilities: may,
  });
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const place = { current: at };
  const Address = () => {
    const { pathname, search } = useLocation();
    place.current = pathname + search;
    return null;
  };
  const wrapper = ({ children }: { children: ReactNode }) => (
    <WordsProvider>
      <MantineProvider env="test">
        <QueryClientProvider client={queries}>
          <MemoryRouter initialEntries={[at]}>
            {children}
            <Address />
          </MemoryRouter>
        </QueryClientProvider>
      </MantineProvider>
    </WordsProvider>
  );
  return { queries, wrapper, address: () => place.current };
}

/** Fill the cache under these keys; gives a function that lists those that are to be fetched again. */
export function cached(queries: QueryClient, ...keys: unknown[][]): () => unknown[][] {
  keys.forEach((key) => queries.setQueryData(key, "as it was"));
  return () => keys.filter((key) => queries.getQueryState(key)?.isInvalidated);
}
