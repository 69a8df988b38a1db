import { ActionIcon, Button, Group, TextInput } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import { useMay } from "@/api/me";
import { Form } from "@/ui/Form";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useWords } from "@/words";
import { type Case, usePatient, useRetitle } from "./queries";

/** What a case asks, of whom; the question can be put in other words. */
export function CaseHeading({ found }: { found: Case }) {
  const { t, day } = useWords();
  const may = useMay();
  const patient = usePatient(found.patient_id);
  const retitle = useRetitle(found.id);
  const [title, setTitle] = useState<string | null>(null);
  if (title !== null)
    return (
      <Form
        label={t("case-title")}
        onSubmit={() => retitle.mutate(title.trim(), { onSuccess: () => setTitle(null) })}
      >
        <Group gap="xs">
          <TextInput
            aria-label={t("case-title")}
            maxLength={200}
            autoFocus
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <Button type="submit" loading={retitle.isPending}>
            {t("keep")}
          </Button>
          <Button variant="subtle" onClick={() => setTitle(null)}>
            {t("leave")}
          </Button>
        </Group>
        {retitle.isError && <ProblemNotice error={retitle.error} />}
      </Form>
    );
  const name = patient.data?.identity?.name;
  const sex = patient.data?.sex_at_birth;
  return (
    <Group gap={6}>
      <span>
        {[found.patient_code, name, sex && t(`sex-${sex}`), t("opened-on", { day: day(found.created_at) })]
          .filter(Boolean)
          .join(" · ")}
      </span>
      {may("write-patients") && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={t("retitle")}
          onClick={() => setTitle(found.title)}
        >
          <IconPencil size={15} aria-hidden />
        </ActionIcon>
      )}
    </Group>
  );
}
