import { Badge, Button, Table, Text } from "@mantine/core";
import classes from "@/ui/ui.module.css";
import { useWords } from "@/words";
import { ACTIONS, keyOf } from "./actions";
import type { AuditEvent } from "./queries";

interface Props {
  event: AuditEvent;
  /** Who acted, undefined where nobody of the organisation has the id. */
  person: string | undefined;
  onPatient: (id: string) => void;
}

const SHOWN = 8;

/** One act: when, who, what, whose record, from where, why, and how it ended. */
export function AuditRow({ event, person, onPatient }: Props) {
  const { t, has, moment } = useWords();
  const subject = `subject-${event.subject_kind}`;
  const purpose = `purpose-${event.purpose.toLowerCase()}`;
  const { patient_id: patient } = event;
  return (
    <Table.Tr>
      <Table.Td className={classes["moment"] ?? ""} data-label={t("audit-at")}>
        {moment(event.at)}
      </Table.Td>
      <Table.Td data-label={t("audit-who")}>
        {event.actor_id ? (person ?? event.actor_id.slice(0, SHOWN)) : t("the-system")}
      </Table.Td>
      <Table.Td data-label={t("audit-action")}>
        {ACTIONS.includes(event.action) ? t(keyOf(event.action)) : event.action}{" "}
        {event.outcome !== "success" && (
          <Badge size="sm" color="red" variant="light">
            {t(`outcome-${event.outcome}`)}
          </Badge>
        )}
      </Table.Td>
      <Table.Td data-label={t("audit-what")}>
        <Text size="sm" title={event.subject_id}>
          {has(subject) ? t(subject) : event.subject_kind}{" "}
          <Text span ff="monospace" c="dimmed">
            {event.subject_id.slice(0, SHOWN)}
          </Text>
        </Text>
      </Table.Td>
      <Table.Td data-label={t("audit-patient")}>
        {patient && (
          <Button
            variant="subtle"
            size="compact-sm"
            ff="monospace"
            title={t("audit-only-patient")}
            onClick={() => onPatient(patient)}
          >
            {patient.slice(0, SHOWN)}
          </Button>
        )}
      </Table.Td>
      <Table.Td data-label={t("audit-address")}>
        {event.address && (
          <Text size="sm" ff="monospace">
            {event.address}
          </Text>
        )}
      </Table.Td>
      <Table.Td data-label={t("audit-purpose")}>{has(purpose) ? t(purpose) : event.purpose}</Table.Td>
    </Table.Tr>
  );
}
