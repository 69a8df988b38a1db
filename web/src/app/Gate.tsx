import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef, useSyncExternalStore } from "react";
import { useLocation } from "react-router";
import { ME, type Me } from "@/api/me";
import { session } from "@/api/session";
import { LockScreen } from "@/features/accounts/LockScreen";
import { SIGNED_IN } from "@/features/accounts/provider";
import { SignedInPage } from "@/features/accounts/SignedInPage";
import { SignInPage } from "@/features/accounts/SignInPage";
import { useWords } from "@/words";
import { setLocked, useIdleLock } from "./idle";
import { Preferences } from "./Preferences";

/** Lets the signed-in person through. What was on the screen stays behind a sign-in that is asked for again. */
export function Gate({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const gate = useSyncExternalStore(session.subscribe, session.gate);
  const [isLocked, unlock] = useIdleLock();
  const email = useQueryClient().getQueryData<Me>(ME)?.email;
  useFreshStart(gate);
  if (useLocation().pathname === SIGNED_IN)
    return <SignedInPage onSignedIn={unlock} footer={<Preferences />} />;
  if (gate === "signed-out") return <SignInPage footer={<Preferences />} />;
  const isCovered = gate === "expired" || isLocked;
  return (
    <>
      {gate === "expired" && <SignInPage {...(email ? { email } : {})} reason={t("session-expired")} />}
      {gate === "open" && isLocked && <LockScreen onUnlock={unlock} />}
      <div hidden={isCovered} inert={isCovered}>
        {children}
      </div>
    </>
  );
}

/** Nothing of one person is left for the next: a sign-out, or a sign-in as somebody else, begins anew. */
function useFreshStart(gate: ReturnType<typeof session.gate>): void {
  const queries = useQueryClient();
  const before = useRef(gate);
  useEffect(() => {
    const was = before.current;
    before.current = gate;
    if (was === gate) return;
    if (gate !== "expired") setLocked(false);
    if (gate === "signed-out") queries.clear();
    if (was === "expired" && gate === "open") void expectSamePerson(queries);
  }, [gate, queries]);
}

async function expectSamePerson(queries: ReturnType<typeof useQueryClient>): Promise<void> {
  const before = queries.getQueryData<Me>(ME);
  await queries.refetchQueries({ queryKey: ME });
  if (queries.getQueryData<Me>(ME)?.id !== before?.id) window.location.assign("/app/");
}
