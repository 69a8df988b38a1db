import { act, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { renderHookInApp } from "@/testing/app";
import { pageOf, server } from "@/testing/server";
import type { Group } from "./groups";
import { send } from "./sending";
import { useSending } from "./useSending";

const STORED = "GET /api/v1/cases/c1/artifacts";
const uploads: FakeUpload[] = [];
const answers: ((upload: FakeUpload) => void)[] = [];

/** Stands in for the browser's XMLHttpRequest, which sends to the outside. */
class FakeUpload {
  upload: { onprogress?: (event: { loaded: number }) => void } = {};
  onload?: () => void;
  onerror?: () => void;
  onabort?: () => void;
  path = "";
  status = 0;
  responseText = "";
  headers: Record<string, string> = {};
  names: string[] = [];
  open(_method: string, path: string): void {
    this.path = path;
  }
  setRequestHeader(name: string, value: string): void {
    this.headers[name] = value;
  }
  send(form: FormData): void {
    this.names = form.getAll("file").map((file) => (file as File).name);
    uploads.push(this);
    const answer = answers.shift();
    setTimeout(() => answer?.(this), 0);
  }
  abort(): void {
    this.onabort?.();
  }
  answers(status: number, body: unknown): void {
    this.status = status;
    this.responseText = JSON.stringify(body);
    this.onload?.();
  }
}

class FakeForm {
  private readonly files: File[] = [];
  append(_name: string, file: File): void {
    this.files.push(file);
  }
  getAll(): File[] {
    return this.files;
  }
}

const stored =
  (...ids: string[]) =>
  (upload: FakeUpload) =>
    upload.answers(
      201,
      ids.map((id) => ({ id })),
    );
const file = (name: string, text = "text") => new File([text], name);
const progress = () => ({ onBytes: vi.fn(), onOffline: vi.fn(), signal: new AbortController().signal });

beforeEach(() => {
  vi.stubGlobal("XMLHttpRequest", FakeUpload);
  vi.stubGlobal("FormData", FakeForm);
  server.answers(STORED, pageOf([]));
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  uploads.length = 0;
  answers.length = 0;
});

test("files go together as the signed-in user, and their progress is counted in bytes", async () => {
  renderHookInApp(() => null);
  const heard = progress();
  answers.push((upload) => {
    upload.upload.onprogress?.({ loaded: 3 });
    stored("a1", "a2")(upload);
  });
  expect(await send("c1", [file("one"), file("two")], heard)).toEqual(["a1", "a2"]);
  expect(uploads[0]?.names).toEqual(["one", "two"]);
  expect(uploads[0]?.path).toBe("/api/v1/cases/c1/artifacts");
  expect(uploads[0]?.headers).toEqual({ Authorization: "Bearer access", "Accept-Language": "en" });
  expect(heard.onBytes.mock.calls.flat()).toEqual([0, 3, 8]);
});

test("a file that the case holds already is not sent again; one of the same name and size is", async () => {
  renderHookInApp(() => null);
  const sha256 = "982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1"; // of "text"
  server.answers(
    STORED,
    pageOf([], "more"),
    pageOf([{ id: "a0", name: "same", size: 4, sha256, is_received: true }]),
  );
  answers.push(stored("a1"));
  expect(await send("c1", [file("same", "text"), file("same", "else")], progress())).toEqual(["a0", "a1"]);
  expect(uploads).toHaveLength(1);
  expect(server.sent(STORED).map(({ query }) => query["cursor"])).toEqual([undefined, "more"]);
});

test("a lost connection is waited for with longer pauses, and sending goes on by itself", async () => {
  renderHookInApp(() => null);
  vi.useFakeTimers();
  const heard = progress();
  answers.push(
    (upload) => upload.onerror?.(),
    (upload) => upload.answers(503, {}),
    stored("a1"),
  );
  const sending = send("c1", [file("one")], heard);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await sending).toEqual(["a1"]);
  expect(heard.onOffline.mock.calls.flat()).toEqual([true, true, false]);
});

test("a file that is refused is not tried again", async () => {
  renderHookInApp(() => null);
  answers.push((upload) => upload.answers(422, { title: "Malware found", remedy: "" }));
  await expect(send("c1", [file("one")], progress())).rejects.toThrow("Malware found");
  expect(uploads).toHaveLength(1);
});

test("a token that ran out is renewed, and the files are sent again", async () => {
  renderHookInApp(() => null);
  server.answers("POST /api/v1/auth/refresh", {
    access_token: "fresh",
    refresh_token: "r2",
    expires_in: 900,
  });
  answers.push((upload) => upload.answers(401, {}), stored("a1"));
  expect(await send("c1", [file("one")], progress())).toEqual(["a1"]);
  expect(uploads.map(({ headers }) => headers["Authorization"])).toEqual(["Bearer access", "Bearer fresh"]);
});

const group = (id: string, files = [file(id)]) =>
  ({ id, kind: "table", files, warnings: [] }) as unknown as Group;

test("groups are sent one by one; their analysis starts, or they are only stored", async () => {
  answers.push(stored("a1"), stored("a2"));
  const start = vi.fn(() => Promise.resolve());
  const { result } = renderHookInApp(() => useSending("c1"));
  await act(() =>
    result.current.sendAll([
      { group: group("g1"), start },
      { group: group("g2"), start: null },
    ]),
  );
  await waitFor(() => expect(result.current.progress["g2"]?.step).toBe("stored"));
  expect(result.current.progress["g1"]).toMatchObject({ step: "started", share: 1 });
  expect(start).toHaveBeenCalledWith(["a1"]);
  expect(result.current.isBusy).toBe(false);
});

test("a group that fails says why, and the next is sent all the same", async () => {
  answers.push((upload) => upload.answers(422, { title: "Too large", remedy: "" }), stored("a2"));
  const { result } = renderHookInApp(() => useSending("c1"));
  const groups = ["g1", "g2"].map((id) => ({ group: group(id), start: null }));
  await act(() => result.current.sendAll(groups));
  await waitFor(() => expect(result.current.progress["g2"]?.step).toBe("stored"));
  expect(result.current.progress["g1"]?.step).toBe("failed");
  expect((result.current.progress["g1"]?.error as Error).message).toBe("Too large");
});

test("an analysis that cannot start is a failure, though the files have arrived", async () => {
  answers.push(stored("a1"));
  const { result } = renderHookInApp(() => useSending("c1"));
  const start = () => Promise.reject(new Error("No model"));
  await act(() => result.current.sendAll([{ group: group("g1"), start }]));
  await waitFor(() => expect(result.current.progress["g1"]?.step).toBe("failed"));
});

test("closing the page in the middle of an upload asks, and leaving the screen stops it", async () => {
  const { result, unmount } = renderHookInApp(() => useSending("c1"));
  act(() => void result.current.sendAll([{ group: group("g1"), start: null }]));
  await waitFor(() => expect(uploads).toHaveLength(1));
  expect(window.dispatchEvent(new Event("beforeunload", { cancelable: true }))).toBe(false);
  const stopped = vi.spyOn(uploads[0] as FakeUpload, "abort");
  unmount();
  expect(stopped).toHaveBeenCalled();
});
