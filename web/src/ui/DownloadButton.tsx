import { Alert, Button, Stack, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { save } from "@/api/files";
import { Refusal } from "@/api/problem";
import { useWords } from "@/words";
import { ProblemNotice } from "./ProblemNotice";

interface Props {
  /** Path of the file in the API, and the name under which it is saved. */
  path: string;
  name: string;
  children: string;
}

/** Saves a file that the server makes while it is sent. It says when the file is refused or does not arrive whole. */
export function DownloadButton({ path, name, children }: Props) {
  const { t } = useWords();
  const download = useMutation({ mutationFn: () => save(path, name) });
  return (
    <Stack gap="xs" align="flex-start">
      <Button
        size="xs"
        variant="default"
        leftSection={<IconDownload size={14} aria-hidden />}
        loading={download.isPending}
        onClick={() => download.mutate()}
      >
        {children}
      </Button>
      {download.isError &&
        (download.error instanceof Refusal ? (
          <ProblemNotice error={download.error} />
        ) : (
          <Alert role="alert" color="red" variant="light" title={t("download-broke-off")}>
            <Text size="sm">{t("download-broke-off-about")}</Text>
          </Alert>
        ))}
    </Stack>
  );
}
