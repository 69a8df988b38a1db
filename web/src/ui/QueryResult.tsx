import { Skeleton, Stack } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useWords } from "@/words";
import { ProblemNotice } from "./ProblemNotice";

interface Props<T> {
  query: UseQueryResult<T>;
  children: (data: T) => ReactNode;
}

/** A query in its states: loading, failed, loaded. Loaded data stays on the screen while it is fetched again. */
export function QueryResult<T>({ query, children }: Props<T>) {
  const { t } = useWords();
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <Stack gap="xs" role="status" aria-label={t("loading")}>
      <Skeleton h={18} w="45%" />
      <Skeleton h={18} />
      <Skeleton h={18} w="80%" />
    </Stack>
  );
}
