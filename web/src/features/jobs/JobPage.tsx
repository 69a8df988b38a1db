import { useQuery } from "@tanstack/react-query";
import { Navigate, useParams } from "react-router";
import { api } from "@/api/client";
import { answered } from "@/api/problem";
import { QueryResult } from "@/ui/QueryResult";

/** Redirects the link of a job to its case. */
export function JobPage() {
  const { jobId: job_id = "" } = useParams();
  const job = useQuery({
    queryKey: ["job", job_id],
    queryFn: () => answered(api.GET("/api/v1/jobs/{job_id}", { params: { path: { job_id } } })),
  });
  return (
    <QueryResult query={job} isPage>
      {({ case: id }) => <Navigate to={`/cases/${id}`} replace />}
    </QueryResult>
  );
}
