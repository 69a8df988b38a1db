import { Anchor, Text } from "@mantine/core";
import { Link } from "react-router";
import { useWords } from "@/words";
import { JobActions } from "./JobActions";
import { JobPreview } from "./JobPreview";
import { JobState } from "./JobState";
import classes from "./jobs.module.css";
import type { Job } from "./queries";
import { kindOf } from "./waiting";

/** One job: its case, its kind, its state, and the problem if it failed. */
export function JobRow({ job, isInCase = false }: { job: Job; isInCase?: boolean }) {
  const words = useWords();
  return (
    <li className={classes["row"]}>
      <div>
        {!isInCase && (
          <Anchor component={Link} to={`/cases/${job.case}`} fw={600}>
            {job.patient_code}
          </Anchor>
        )}
        <Text size="sm" {...(isInCase ? { fw: 600 } : { c: "dimmed" })} lineClamp={1}>
          {isInCase ? kindOf(job.kind, words) : job.case_title || words.t("untitled")}
        </Text>
      </div>
      <div>
        {!isInCase && <Text size="sm">{kindOf(job.kind, words)}</Text>}
        <Text size="xs" c="dimmed">
          {words.moment(job.created_at)}
        </Text>
      </div>
      <div>
        <JobState job={job} />
        {isInCase && <JobPreview job={job} />}
        {job.problem && (
          <Text size="sm" mt={6}>
            <strong>{job.problem.title}.</strong> {job.problem.detail} {job.problem.remedy}
          </Text>
        )}
      </div>
      <JobActions job={job} />
    </li>
  );
}
