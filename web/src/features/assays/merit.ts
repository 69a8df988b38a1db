import type { Words } from "@/words";
import type { OmicsModel } from "./queries";

/** How well a model told its classes apart on patients that were left out; empty where its card has no such figure. */
export function aucOf({ figures, patients }: OmicsModel, { t, number }: Words): string {
  const figure = figures.find(({ name }) => /\/auc(?:-macro)?$/.test(name));
  if (!figure) return "";
  return t("model-merit", { value: number(figure.value, 3), how: figure.how, patients: number(patients) });
}
