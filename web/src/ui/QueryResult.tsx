import { Skeleton, Stack } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useWords } from "@/words";
import { ProblemNotice } from "./ProblemNotice";
import classes from "./ui.module.css";

interface Props<T> {
  query: UseQueryResult<T>;
  /** Whether it is all of a page: until it is loaded, its state stands within the margins of one. */
  isPage?: boolean;
  children: (data: T) => ReactNode;
}

/** A query in its states: loading, failed, loaded. Loaded data stays on the screen while it is fetched again. */
export function QueryResult<T>({ query, isPage = false, children }: Props<T>) {
  if (query.data !== undefined) return children(query.data);
  const state = query.isError ? (
    <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
  ) : (
    <Waiting />
  );
  return isPage ? <div className={classes["screen"]}>{state}</div> : state;
}

function Waiting() {
  const { t } = useWords();
  return (
    <Stack gap="xs" role="status" aria-label={t("loading")}>
      <Skeleton h={18} w="45%" />
      <Skeleton h={18} />
      <Skeleton h={18} w="80%" />
    </Stack>
  );
}
