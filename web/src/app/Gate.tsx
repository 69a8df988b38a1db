import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef, useSyncExternalStore } from "react";
import { useLocation } from "react-router";
import { ME, type Me } from "@/api/me";
import { session } from "@/api/session";
import { LockScreen } from "@/features/accounts/LockScreen";
import { SIGNED_IN } from "@/features/accounts/provider";
import { SET_PASSWORD, SetPasswordPage } from "@/features/accounts/SetPasswordPage";
import { SignedInPage } from "@/features/accounts/SignedInPage";
import { SignInPage } from "@/features/accounts/SignInPage";
import { useWords } from "@/words";
import { setLocked, useIdleLock } from "./idle";
import { Preferences } from "./Preferences";

/** Shows the app to the signed-in user. A sign-in covers the screen of an expired session and keeps what was on it. */
export function Gate({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const gate = useSyncExternalStore(session.subscribe, session.gate);
  const [isLocked, unlock] = useIdleLock();
  const email = useQueryClient().getQueryData<Me>(ME)?.email;
  useFreshStart(gate);
  const { pathname } = useLocation();
  if (pathname === SET_PASSWORD) return <SetPasswordPage footer={<Preferences />} />;
  if (pathname === SIGNED_IN) return <SignedInPage onSignedIn={unlock} footer={<Preferences />} />;
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

/** Clears all data of one user before the next: at a sign-out, or a sign-in as somebody else. */
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
