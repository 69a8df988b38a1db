import { Group as Row, Progress, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { sizeText } from "@/ui/size";
import { State } from "@/ui/State";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import type { Group } from "./groups";
import { sizeOf } from "./sending";
import type { Progress as Far } from "./useSending";

interface Props {
  group: Group;
  /** Whether an analysis of these files will be started. */
  isAnalysed: boolean;
  far: Far | undefined;
  onRetry: () => void;
  /** What is asked about the files; it goes when they are sent. */
  children?: ReactNode;
}

/** A group of files: its kind, its warnings, its analysis and its progress. */
export function GroupCard({ group, isAnalysed, far, onRetry, children }: Props) {
  const words = useWords();
  const { t } = words;
  const facts = [
    t("group-files", { count: group.files.length }),
    sizeText(sizeOf(group.files), words),
    group.shape && group.shape.join(" × "),
  ];
  return (
    <Surface p="md">
      <Stack gap="xs">
        <Row justify="space-between" wrap="nowrap" align="flex-start">
          <div>
            <Text fw={600}>{t(`group-${group.kind}`, { modality: group.modality || "?" })}</Text>
            <Text size="sm" c="dimmed">
              {facts.filter(Boolean).join(" · ")}
            </Text>
          </div>
          <State tone={isAnalysed ? "good" : "quiet"}>
            {t(isAnalysed ? `leads-to-${group.kind}` : "leads-nowhere")}
          </State>
        </Row>
        {group.warnings.map((warning) => (
          <Row key={warning} gap={8} wrap="nowrap" align="flex-start">
            <IconAlertTriangle
              size={17}
              color="var(--mantine-color-orange-filled)"
              aria-hidden
              style={{ flex: "none", marginTop: 2 }}
            />
            <Text size="sm">{t(`check-${warning}`)}</Text>
          </Row>
        ))}
        {!far && children}
        {far && far.step !== "failed" && (
          <div role="status">
            <Progress
              value={far.share * 100}
              size="sm"
              mb={6}
              color={far.step === "offline" ? "orange" : "teal"}
              aria-label={t("sent")}
            />
            <Row gap={6}>
              {(far.step === "started" || far.step === "stored") && <IconCheck size={16} aria-hidden />}
              <Text size="sm" c="dimmed">
                {t(`step-${far.step}`, { percent: Math.floor(far.share * 100) })}
              </Text>
            </Row>
          </div>
        )}
        {far?.step === "failed" && <ProblemNotice error={far.error} onRetry={onRetry} />}
      </Stack>
    </Surface>
  );
}
