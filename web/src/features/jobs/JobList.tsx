import {} from "@mantine/core";
import type { ReactNode } from "react";
import { More } from "@/ui/More";
import { QueryResult } from "@/ui/QueryResult";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import { JobRow } from "./JobRow";
import classes from "./jobs.module.css";
import { type JobFilter, useJobs } from "./queries";

/** Jobs, newest first, updated while they run. */
export function JobList({ filter, empty }: { filter: JobFilter; empty: ReactNode }) {
  const { t } = useWords();
  const jobs = useJobs(filter);
  return (
    <QueryResult query={jobs}>
      {({ pages }) => {
        const rows = pages.flatMap(({ items }) => items);
        if (!rows.length) return empty;
        return (
          <Surface>
            <ul className={classes["list"]} aria-label={t("jobs")}>
              {rows.map((job) => (
                <JobRow key={job.id} job={job} isInCase={filter.case !== undefined} />
              ))}
            </ul>
            <More list={jobs} />
          </Surface>
        );
      }}
    </QueryResult>
  );
}
