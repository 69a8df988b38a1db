import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { renderInApp } from "@/testing/app";
import { pageOf, server } from "@/testing/server";
import { PatientChoice } from "./PatientChoice";

const LIST = "GET /api/v1/patients";

test("a known code is recognised in any case of its letters, and its sex is not asked for", async () => {
  const user = userEvent.setup();
  server.answers(LIST, pageOf([{ id: "p1", code: "HONG-01" }]));
  renderInApp(<PatientChoice onCreated={vi.fn()} />);
  await user.type(screen.getByRole("combobox", { name: "Patient code" }), "hong-01");
  expect((await screen.findByRole("status")).textContent).toContain("already registered");
  expect(screen.queryByRole("radiogroup", { name: "Sex at birth" })).toBeNull();
});

test("a new code makes a patient and a case, which is passed on", async () => {
  const user = userEvent.setup();
  const onCreated = vi.fn();
  server.answers(LIST, pageOf([]));
  server.answers("POST /api/v1/patients", { id: "p2" });
  server.answers("POST /api/v1/cases", { id: "c2" });
  renderInApp(<PatientChoice onCreated={onCreated} />, { may: ["identify-patients"] });
  await user.type(screen.getByRole("combobox", { name: "Patient code" }), " KIM-02 ");
  await user.click(await screen.findByRole("radio", { name: "Female" }));
  await user.type(screen.getByRole("textbox", { name: "Clinical question" }), "Liver ");
  await user.click(screen.getByRole("button", { name: "Create case" }));
  await waitFor(() => expect(onCreated).toHaveBeenCalledWith("c2"));
  expect(server.sent("POST /api/v1/patients")[0]?.body).toMatchObject({
    code: "KIM-02",
    sex_at_birth: "female",
  });
  expect(server.sent("POST /api/v1/cases")[0]?.body).toEqual({ patient_id: "p2", title: "Liver" });
});

test("who may not see a clinical question is not asked for one", async () => {
  const user = userEvent.setup();
  const onCreated = vi.fn();
  server.answers(LIST, pageOf([{ id: "p1", code: "HONG-01" }]));
  server.answers("POST /api/v1/cases", { id: "c1" });
  renderInApp(<PatientChoice onCreated={onCreated} />, { may: ["write-patients"] });
  await user.type(screen.getByRole("combobox", { name: "Patient code" }), "HONG-01");
  await screen.findByRole("status");
  expect(screen.queryByRole("textbox", { name: "Clinical question" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Create case" }));
  await waitFor(() => expect(onCreated).toHaveBeenCalledWith("c1"));
  expect(server.sent("POST /api/v1/cases")[0]?.body).toEqual({ patient_id: "p1", title: "" });
});

test("a search waits for a pause of typing", async () => {
  const user = userEvent.setup();
  server.answers(LIST, pageOf([]));
  renderInApp(<PatientChoice onCreated={vi.fn()} />);
  await user.type(screen.getByRole("combobox", { name: "Patient code" }), "LEE");
  await waitFor(() => expect(server.sent(LIST).at(-1)?.query).toEqual({ size: "20", code: "LEE" }));
  expect(server.sent(LIST).map(({ query }) => query["code"])).toEqual([undefined, "LEE"]);
});
