import { useFollowedJobs } from "./following";

/** Shows nothing: keeps what the app knows of jobs up to date. */
export function FollowsJobs(): null {
  useFollowedJobs();
  return null;
}
