import { expect, test } from "vitest";
import { wordsIn } from "@/words";
import type { Job } from "./queries";
import { kindOf, waitingOf } from "./waiting";

const words = wordsIn("en");
const job = (change: Partial<Job>) =>
  ({ state: "processing", is_finished: false, cancel_requested: false, attempt: 0, ahead: 0, remaining_s: null, ...change }) as Job; // prettier-ignore

test.each<[Partial<Job>, string]>([
  [{ is_finished: true, state: "completed", remaining_s: 90 }, ""],
  [{ cancel_requested: true, remaining_s: 90 }, "Stopping…"],
  [{ state: "pending", ahead: 0 }, "Next in line"],
  [{ state: "pending", ahead: 1 }, "One job before it"],
  [{ state: "pending", ahead: 3 }, "3 jobs before it"],
  [{ state: "pending", attempt: 1, ahead: 3 }, "Attempt 2 starts soon"],
  [{ remaining_s: null }, ""],
  [{ remaining_s: 4 }, "Almost done"],
  [{ remaining_s: 41 }, "About 45 s left"],
  [{ remaining_s: 89 }, "About 90 s left"],
  [{ remaining_s: 91 }, "About 2 min left"],
  [{ remaining_s: 400 }, "About 7 min left"],
])("a job %j waits: %j", (change, text) => {
  expect(waitingOf(job(change), words)).toBe(text);
});

test("a kind that the app does not know is shown by its name", () => {
  expect(kindOf("document-filing", words)).toBe("Creating searchable PDF");
  expect(kindOf("mri-import", words)).toBe("mri-import");
});
