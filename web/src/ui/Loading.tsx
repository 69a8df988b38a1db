import { Center, Loader } from "@mantine/core";
import { useWords } from "@/words";

export function Loading() {
  const { t } = useWords();
  return (
    <Center mih={240} role="status" aria-label={t("loading")}>
      <Loader size="sm" />
    </Center>
  );
}
