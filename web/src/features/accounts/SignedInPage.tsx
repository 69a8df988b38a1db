import { type ReactNode, useEffect, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { Loading } from "@/ui/Loading";
import { CodeForm } from "./CodeForm";
import { Entry } from "./Entry";
import { NotSignedIn } from "./NotSignedIn";
import { SIGNED_IN, useProviderAnswer } from "./provider";
import type { SecondFactor } from "./signing";

/** The return from the identity provider: completes the sign-in, asks for a code, or shows why it failed. */
export function SignedInPage({ onSignedIn, footer }: { onSignedIn: () => void; footer: ReactNode }) {
  const [query] = useSearchParams();
  const [sent] = useState(query);
  const [again, askAgain] = useState<SecondFactor | null>(null);
  const [isIn, setIn] = useState(false);
  const navigate = useNavigate();
  const answer = useProviderAnswer(sent);
  const factor = again ?? answer.data?.factor;
  const place = answer.data && (isIn || !answer.data.factor) ? answer.data.place : undefined;
  useEffect(() => {
    if (place !== undefined) onSignedIn();
    void navigate(place ?? SIGNED_IN, { replace: true }); // what the provider sent leaves the address
  }, [navigate, onSignedIn, place]);
  return (
    <Entry footer={footer}>
      {answer.isLoading && <Loading />}
      {factor && (
        <CodeForm
          factor={factor}
          onAskedAgain={askAgain}
          onBack={() => void navigate("/")}
          onSignedIn={() => setIn(true)}
        />
      )}
      {!answer.isLoading && !answer.data && <NotSignedIn error={answer.error} />}
    </Entry>
  );
}
