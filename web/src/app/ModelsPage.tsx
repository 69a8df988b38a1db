import { OmicsModels } from "@/features/assays/OmicsModels";
import { Networks } from "@/features/imaging/Networks";
import { Screen } from "@/ui/Screen";
import { useWords } from "@/words";
import { Section } from "./Section";

/** The models of this server with their model cards. */
export function ModelsPage() {
  const { t } = useWords();
  return (
    <Screen title={t("models")} about={t("models-about")}>
      <Section title={t("models-imaging")}>
        <Networks />
      </Section>
      <Section title={t("models-assays")}>
        <OmicsModels />
      </Section>
    </Screen>
  );
}
