import { Alert, Button, Text } from "@mantine/core";
import { IconAlertTriangle, IconPlugConnectedX } from "@tabler/icons-react";
import { Refusal } from "@/api/problem";
import { useWords } from "@/words";

/** A problem with its remedy, in the server's words, or the app's words if the server was not reached. */
export function ProblemNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useWords();
  const problem = error instanceof Refusal && !error.isOffline ? error.problem : null;
  const isOffline = error instanceof Refusal && error.isOffline;
  const [title, detail, remedy] = problem
    ? [problem.title, problem.detail, problem.remedy]
    : isOffline
      ? [t("problem-offline"), t("problem-offline-detail"), t("problem-offline-remedy")]
      : [t("problem-unexpected"), t("problem-unexpected-detail"), t("problem-unexpected-remedy")];
  return (
    <Alert
      role="alert"
      color={isOffline ? "yellow" : "red"}
      variant="light"
      title={title}
      icon={isOffline ? <IconPlugConnectedX aria-hidden /> : <IconAlertTriangle aria-hidden />}
    >
      {detail && <Text size="sm">{detail}</Text>}
      {remedy && <Text size="sm">{remedy}</Text>}
      {onRetry && (
        <Button size="xs" mt="sm" variant="default" onClick={onRetry}>
          {t("again")}
        </Button>
      )}
    </Alert>
  );
}
