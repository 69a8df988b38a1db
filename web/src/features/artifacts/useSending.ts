import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { Group } from "./groups";
import { forgetFiles, send, sizeOf } from "./sending";

export type Step = "waiting" | "sending" | "offline" | "starting" | "started" | "stored" | "failed";

export interface Progress {
  step: Step;
  share: number;
  error: unknown;
}

/** Starts what is to be done with the files of a group when they have arrived; null where there is nothing to start. */
export type Start = ((artifacts: string[]) => Promise<unknown>) | null;

/** Send groups one after the other and start their analyses. Returns the progress of each by its id. */
export function useSending(caseId: string) {
  const queries = useQueryClient();
  const [progress, setProgress] = useState<Record<string, Progress>>({});
  const aborting = useRef(new AbortController());
  useEffect(() => {
    aborting.current = new AbortController();
    return () => aborting.current.abort();
  }, []);
  const isBusy = Object.values(progress).some(
    ({ step }) => step === "waiting" || step === "sending" || step === "offline",
  );
  useLeavingWarning(isBusy);

  const update = (id: string, change: Partial<Progress>) =>
    setProgress((all) => ({
      ...all,
      [id]: { step: "waiting", share: 0, error: null, ...all[id], ...change },
    }));

  const sendGroup = async (group: Group, start: Start) => {
    const whole = sizeOf(group.files);
    update(group.id, { step: "sending", error: null });
    try {
      const artifacts = await send(caseId, group.files, {
        signal: aborting.current.signal,
        onBytes: (bytes) => update(group.id, { share: whole ? bytes / whole : 1 }),
        onOffline: (isOffline) => update(group.id, { step: isOffline ? "offline" : "sending" }),
      });
      update(group.id, { step: "starting", share: 1 });
      if (start) await start(artifacts);
      update(group.id, { step: start ? "started" : "stored" });
    } catch (error) {
      if (!aborting.current.signal.aborted) update(group.id, { step: "failed", error });
    }
    await forgetFiles(queries, caseId);
  };

  const sendAll = async (groups: { group: Group; start: Start }[]) => {
    groups.forEach(({ group }) => update(group.id, { step: "waiting", error: null }));
    for (const { group, start } of groups) await sendGroup(group, start);
  };
  return { progress, sendAll, isBusy };
}

/** Closing the page in the middle of an upload is asked about; it can be gone on with, but not by itself. */
function useLeavingWarning(isBusy: boolean): void {
  useEffect(() => {
    if (!isBusy) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isBusy]);
}
