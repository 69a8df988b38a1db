import { cleanup } from "@testing-library/react";
import * as buffer from "node:buffer";
import { afterEach } from "vitest";
import { fetchFake, server } from "./server";

/** jsdom has no media queries, observers or streams of its own; Mantine asks for the first two when it starts. */
Object.defineProperty(window, "matchMedia", {
  value: (query: string) => ({
    matches: false,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    addListener: () => undefined,
    removeListener: () => undefined,
  }),
});

// It lays out no text, so fonts never load.
Object.defineProperty(document, "fonts", { value: new EventTarget() });

class NoObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
Object.defineProperty(window, "ResizeObserver", { value: NoObserver });

// It scrolls nothing; an opened list of options wants to.
Element.prototype.scrollIntoView = () => undefined;

// jsdom's files cannot be read as bytes; Node's can.
Object.assign(window, { Blob: buffer.Blob, File: buffer.File });

globalThis.fetch = fetchFake;

afterEach(() => {
  cleanup();
  server.reset();
  localStorage.clear();
});
