/** A range of Hounsfield units that is shown from black to white. */
export interface Window {
  name: string;
  low: number;
  high: number;
}

const around = (name: string, level: number, width: number): Window => ({
  name,
  low: level - width / 2,
  high: level + width / 2,
});

/** The windows of abdominal reading in the order of their number keys, with a message `window-<name>`. */
export const WINDOWS: [Window, ...Window[]] = [
  around("abdomen", 40, 400),
  around("liver", 90, 150),
  around("bone", 400, 1800),
  around("lung", -600, 1500),
];
