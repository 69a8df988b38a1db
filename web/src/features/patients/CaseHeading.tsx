import { ActionIcon, Button, Group, TextInput } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import { useMay } from "@/api/me";
import { Form } from "@/ui/Form";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useWords } from "@/words";
import { type Case, usePatient, useRetitle } from "./queries";

/** The patient of a case, and the editing of its clinical question. */
export function CaseHeading({ clinicalCase }: { clinicalCase: Case }) {
  const { t, day } = useWords();
  const may = useMay();
  const patient = usePatient(clinicalCase.patient_id);
  const retitle = useRetitle(clinicalCase.id);
  const [title, setTitle] = useState<string | null>(null);
  if (title !== null)
    return (
      <Form
        label={t("clinical-question")}
        onSubmit={() => retitle.mutate(title.trim(), { onSuccess: () => setTitle(null) })}
      >
        <Group gap="xs">
          <TextInput
            aria-label={t("clinical-question")}
            maxLength={200}
            autoFocus
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <Button type="submit" loading={retitle.isPending}>
            {t("save")}
          </Button>
          <Button variant="subtle" onClick={() => setTitle(null)}>
            {t("cancel")}
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
        {[
          clinicalCase.patient_code,
          name,
          sex && t(`sex-${sex}`),
          t("created-on", { day: day(clinicalCase.created_at) }),
        ]
          .filter(Boolean)
          .join(" · ")}
      </span>
      {may("write-patients") && may("identify-patients") && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={t("edit-clinical-question")}
          onClick={() => setTitle(clinicalCase.title)}
        >
          <IconPencil size={15} aria-hidden />
        </ActionIcon>
      )}
    </Group>
  );
}
