import { Button, Checkbox, Group } from "@mantine/core";
import { useState } from "react";
import { Confirmation } from "@/ui/Confirmation";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useWords } from "@/words";
import { usePropose } from "./proposals";
import { useProvider } from "./provider";
import { type User, useAmendUser, useEndSessions, useResetPassword, useUnlinkIdentity } from "./queries";

type Asked =
  | "deactivate"
  | "reset-password"
  | "propose-reset"
  | "propose-factor-removal"
  | "end-sessions"
  | "unlink-identity";

interface Props {
  user: User;
  onLink: (link: string) => void;
}

/** What an administrator can do to another's account now. What takes something away is asked about first. */
export function UserActions({ user, onLink }: Props) {
  const { t } = useWords();
  const [asked, ask] = useState<Asked | null>(null);
  const amend = useAmendUser(user.id);
  const provider = useProvider().data;
  if (!user.is_active)
    return (
      <>
        <Button
          size="xs"
          variant="default"
          loading={amend.isPending}
          onClick={() => amend.mutate({ is_active: true })}
        >
          {t("activate")}
        </Button>
        {amend.isError && <ProblemNotice error={amend.error} />}
      </>
    );
  return (
    <Group gap={6}>
      {offeredFor(user, { mayUnlink: provider?.is_set_up ?? false }).map((act) => (
        <Button key={act} size="xs" variant="default" onClick={() => ask(act)}>
          {t(`user-act-${act}`)}
        </Button>
      ))}
      {asked && <Question asked={asked} user={user} onLink={onLink} onClose={() => ask(null)} />}
    </Group>
  );
}

function offeredFor(user: User, { mayUnlink }: { mayUnlink: boolean }): Asked[] {
  return [
    "deactivate",
    user.role === "administrator" ? "propose-reset" : "reset-password",
    ...(user.second_factor_is_set_up ? ["propose-factor-removal" as const] : []),
    "end-sessions",
    ...(mayUnlink && user.hospital_account_is_linked ? ["unlink-identity" as const] : []),
  ];
}

/** What an act will do to the person, and the act. What needs two administrators is proposed. */
function Question({ asked, user, onLink, onClose }: Props & { asked: Asked; onClose: () => void }) {
  const { t } = useWords();
  const [isReset, setReset] = useState(false);
  const amend = useAmendUser(user.id);
  const reset = useResetPassword(user.id);
  const end = useEndSessions(user.id);
  const propose = usePropose(user.id);
  const unlink = useUnlinkIdentity(user.id);
  const done = { onSuccess: onClose };
  const handOver = ({ link }: { link: string }) => {
    onClose();
    onLink(link);
  };
  const removal = isReset ? "remove-second-factor-and-reset" : "remove-second-factor";
  const [act, carryOut] = {
    deactivate: [amend, () => amend.mutate({ is_active: false }, done)] as const,
    "reset-password": [reset, () => reset.mutate(undefined, { onSuccess: handOver })] as const,
    "propose-reset": [propose, () => propose.mutate("reset-administrator", done)] as const,
    "propose-factor-removal": [propose, () => propose.mutate(removal, done)] as const,
    "end-sessions": [end, () => end.mutate(undefined, done)] as const,
    "unlink-identity": [unlink, () => unlink.mutate(undefined, done)] as const,
  }[asked];
  return (
    <Confirmation
      act={t(`user-act-${asked}`)}
      about={t(`user-act-${asked}-about`, { email: user.email })}
      isPending={act.isPending}
      error={act.error}
      onConfirm={carryOut}
      onClose={onClose}
    >
      {asked === "propose-factor-removal" && (
        <Checkbox
          label={t("factor-removal-with-reset")}
          description={t("factor-removal-with-reset-about")}
          checked={isReset}
          onChange={(event) => setReset(event.currentTarget.checked)}
        />
      )}
    </Confirmation>
  );
}
