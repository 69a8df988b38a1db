import type { Words } from "@/words";
import type { OmicsModel } from "./queries";

/** Return the AUC of a model on held-out patients, or an empty text if its card has none. */
export function aucOf({ figures, patients }: OmicsModel, { t, number }: Words): string {
  const figure = figures.find(({ name }) => /\/auc(?:-macro)?$/.test(name));
  if (!figure) return "";
  return t("model-merit", { value: number(figure.value, 3), how: figure.how, patients: number(patients) });
}
