const HIDDEN = /^(?:\.|Thumbs\.db$|DICOMDIR$)/i;

/** Every file that was dropped, those in folders too. Must be called while the drop is handled. */
export async function filesDropped(transfer: DataTransfer): Promise<File[]> {
  const entries = [...transfer.items]
    .map((item) => item.webkitGetAsEntry())
    .filter((entry) => entry !== null);
  const files = await Promise.all(entries.map(filesBelow));
  return files.flat().filter(({ name }) => !HIDDEN.test(name));
}

/** Every file that was chosen in the file dialogue. */
export function filesChosen(list: FileList | null): File[] {
  return [...(list ?? [])].filter(({ name }) => !HIDDEN.test(name));
}

async function filesBelow(entry: FileSystemEntry): Promise<File[]> {
  if (isFile(entry)) return [await new Promise<File>((resolve, reject) => entry.file(resolve, reject))];
  const inside = await childrenOf((entry as FileSystemDirectoryEntry).createReader());
  return (await Promise.all(inside.map(filesBelow))).flat();
}

/** A reader gives at most a hundred entries at a time, and none when it has given all. */
async function childrenOf(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
  return some.length ? [...some, ...(await childrenOf(reader))] : [];
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}
