import * as buffer from "node:buffer";

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

class NoObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
Object.defineProperty(window, "ResizeObserver", { value: NoObserver });

// jsdom's files cannot be read as bytes; Node's can.
Object.assign(window, { Blob: buffer.Blob, File: buffer.File });
