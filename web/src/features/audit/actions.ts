/** What is recorded; each is a message `action-<subject>-<verb>` of the catalogue. An action the app does not know yet
 * is shown as it is named. */
export const ACTIONS = [
  "session.opened",
  "session.closed",
  "session.refused",
  "session.refresh-token-reused",
  "patient.created",
  "patient.amended",
  "patient.read",
  "patient.listed",
  "case.created",
  "case.amended",
  "case.read",
  "case.listed",
  "artifact.stored",
  "artifact.downloaded",
  "job.submitted",
  "job.cancelled",
  "study.listed",
  "series.read",
  "segmentation.listed",
  "segmentation.read",
  "report.drafted",
  "report.read",
  "report.signed",
  "report.amended",
  "user.created",
  "user.renamed",
  "user.role-changed",
  "user.activated",
  "user.deactivated",
  "user.password-set",
  "user.password-changed",
  "user.second-factor-set-up",
  "user.second-factor-removed",
  "user.sessions-ended",
  "organisation.created",
];

/** The message of an action. */
export function keyOf(action: string): string {
  return `action-${action.replace(".", "-")}`;
}
