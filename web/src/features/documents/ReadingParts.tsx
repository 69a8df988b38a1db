import { Tabs } from "@mantine/core";
import { Surface } from "@/ui/Surface";
import { useWords } from "@/words";
import { FieldsTable } from "./FieldsTable";
import { PageText } from "./PageText";
import { holds, middleOf } from "./places";
import type { Page, Reading } from "./queries";
import type { Choice } from "./useChoice";
import type { Tab } from "./useView";
import { Versions } from "./Versions";

interface Props {
  reading: Reading;
  page: Page;
  choice: Choice;
  tab: Tab;
  onShow: (tab: string | null) => void;
}

/** What was read, by name, as text, and in its versions. */
export function ReadingParts({ reading, page, choice, tab, onShow }: Props) {
  const { t } = useWords();
  const { target, line, decisions } = choice;
  return (
    <Tabs value={tab} onChange={onShow} keepMounted={false}>
      <Tabs.List>
        <Tabs.Tab value="fields">{t("fields")}</Tabs.Tab>
        <Tabs.Tab value="text">{t("text")}</Tabs.Tab>
        <Tabs.Tab value="versions">{t("versions")}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="fields" pt="sm">
        <Surface p="md">
          <FieldsTable
            reading={reading}
            decisions={decisions}
            chosen={target?.key ?? null}
            onChoose={choice.choose}
          />
        </Surface>
      </Tabs.Panel>
      <Tabs.Panel value="text" pt="sm">
        <Surface p="md">
          <PageText
            page={page}
            chosenLine={line}
            isChosen={(box) => target !== null && holds(box, ...middleOf(target.box))}
            onLine={choice.chooseLine}
            onBox={(box) => choice.point(...middleOf(box))}
          />
        </Surface>
      </Tabs.Panel>
      <Tabs.Panel value="versions" pt="sm">
        <Versions reading={reading} />
      </Tabs.Panel>
    </Tabs>
  );
}
